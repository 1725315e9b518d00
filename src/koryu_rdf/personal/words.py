"""Words by which a person is told from a department: names in kanji, katakana and romaji, and offices' own words.

Common names only, as lists of words; nobody in particular is meant. What the words decide stands in ``personal``.
"""

from __future__ import annotations

DEPARTMENT_WORDS = frozenset(
    """
    admin affairs bosai boeki bousai bunka bunkazai bureau business bussan center centre chiiki chiji chosei city
    contact council culture daihyo dept desk division education eigyo environment event exchange festa festival
    friendship fukushi furusato gakko gakkou gesui gijutsu gikai global gyosei hisho hoken hosei hospital iinkai ijuu
    info inquiry international intl jichi jigyo jigyou jimu jinji jinken joho jouhou jyoho jyosui kaigai kaigi kakari
    kanko kankou kankyo kankyou kanri kansai keikaku keikan keizai kenkou kensetsu kigyo kigyou kikaku kikan kinen
    kokusai koryu koryuu kosha koho kohou kouhou kouryu kouryuu kowan kyodo kyodou kyoiku kyouiku library mail marathon
    mayor mayors monodukuri monozu museum news nogyo norin nosei nourin office online postmaster pref press project
    public reception relations renkei rikkoku ryugaku sangyo sangyou section seibi seisaku seikatsu senryaku shakai
    shicho shien shigen shimin shinko shinkou shiyakusho shogyo shokan shokou shomu sister sogo sougou somu soumu sosei
    sousei sports suido suidou suishin support syokou syomu team teijuu toshi toukei tourism town trade village web
    webmaster welcome yakuba yakusho yusho yuuchi zaimu zaisei
    """.split()
)
"""Parts of department addresses in romaji; none of them is a name, as ``shoko``, ``kan`` and ``ken`` are."""

FAMILY_NAMES_ROMAJI = frozenset(
    """
    abe adachi ando andou aoki arai endo endou fujii fujita fujiwara fukuda fukushima goto gotou hara harada hasegawa
    hashimoto hayashi hirano honda ichikawa iida ikeda imai inoue ishida ishii ishikawa ito itoh itou iwasaki
    kaneko kato katoh katou kawaguchi kikuchi kimura kinoshita kobayashi koike kojima kondo kondou kubo kudo kudou
    kuroda maeda maruyama masuda matsuda matsui matsumoto matsuo mori morita murakami murata nagai nakagawa nakajima
    nakamura nakano nakayama nishimura noguchi nomura ogawa ohno ohta oka okada okamoto ono oono oota ota otani otsuka
    saito saitou sakai sakamoto sakurai sasaki sato satoh satou shibata shimada shimizu sugawara sugiyama suzuki
    takada takagi takahashi takeda takeuchi tamura tanaka taniguchi ueda uchida ueno wada watanabe yamada yamaguchi
    yamamoto yamasaki yamashita yamauchi yamazaki yokoyama yoshida yoshikawa
    """.split()
)
GIVEN_NAMES_ROMAJI = frozenset(
    """
    akiko akira atsushi ayumi chie daisuke eiji emi haruka hanako hiroko hiroshi ichiro isamu jiro junichi junko
    kaoru kazuki kazuko kazuya keiko kenichi kenji kenta kiyoshi koichi koji kumiko kyoko makoto mamoru mariko masako
    masao mayumi megumi michiko miki minoru naoki naoko noriko osamu reiko rie ryota sachiko satoshi saburo shinichi
    shinji shota susumu tadashi takako takashi takuya taro tetsuya tomoko tomomi toru tsuyoshi yasushi yoichi yoko
    yuji yuka yuki yuko yumi yumiko yusuke
    """.split()
)

CHINESE_FAMILY_NAMES = (
    "王李張劉陳楊黄趙呉周徐孫馬朱胡郭何高羅鄭梁謝宋唐許鄧韓馮曹彭曾董袁潘蒋蔡余杜葉程蘇魏呂丁沈姚盧姜崔陸范金朴尹"
)
FOREIGN_GIVEN_NAMES = frozenset(
    """
    アラン アレクサンダー アレックス アン アンドリュー アンドレ アンナ アントニオ アンヌ イワン ウィリアム ウラジーミル エドワード
    エマ エリザベス エリック カルロス キャサリン クリス クリスティーヌ クリストファー クロード ケビン ケン サラ ジェームズ ジェフ
    ジェニファー ジャック ジャン ジュリア ジョー ジョージ ジョゼフ ジョン スーザン スティーブ スティーブン セルゲイ ダニエル
    チャールズ デイビッド デビッド トーマス トニー ドミニク ナンシー ニコラ ニコラス ハンス ピーター ピエール フアン
    フィリップ フランク フランソワ フランツ ヘレン ベルナール ペドロ ポール ホセ ボブ マイク マイケル マーク マーガレット マリア
    マリー マルコ マルタン ミシェル メアリー ヤン ヨハン ラルフ リチャード ルイ ルイス ロバート ロベルト ワルター
    アーサー アリス アルベルト アンドレア アンナ＝マリア イザベル イワン ヴォルフガング エミリー オリビア カール カレン ギュンター
    クラウス グレゴリー ケイト ケネス サイモン ジェイソン ジェイムズ ジェーン シャルル ジュゼッペ ジョアンナ ジョヴァンニ ジョナサン
    ジル ステファン ソフィー ダグラス デニス ティム ドナルド ニコール パトリック パトリシア バーバラ フェルナンド フリードリヒ
    フレデリック ブライアン ベティ ヘルムート マーティン マイケル マシュー マヌエル マルガレーテ ミゲル ミハイル メアリ モニカ
    ユルゲン ラファエル リサ リンダ ルドルフ レオナルド ローラ ロナルド ウラジミール オルガ ナターリア ドミトリー アレクセイ
    キム パク チェ ファン グエン チャン レ ファム リー ワン ウォン ラム
    """.split()
)
FOREIGN_FAMILY_NAMES = frozenset(
    """
    スミス ジョンソン ウィリアムズ ブラウン ジョーンズ ミラー デイビス ガルシア ロドリゲス マルティネス ヘルナンデス ロペス ゴンザレス
    ウィルソン アンダーソン トーマス テイラー ムーア ジャクソン リー ペレス トンプソン ホワイト ハリス サンチェス クラーク ラミレス
    ルイス ロビンソン ウォーカー ヤング アレン キング ライト スコット トーレス ヒル フローレス グリーン アダムス ネルソン ベイカー
    ホール リベラ キャンベル ミッチェル カーター ロバーツ エバンス ターナー フィリップス パーカー エドワーズ コリンズ スチュワート
    モリス マーフィー クック ロジャース モーガン クーパー ピーターソン リード ベイリー ケリー ハワード ワード コックス リチャードソン
    ワトソン ブルックス ウッド ベネット グレイ ミュラー シュミット シュナイダー フィッシャー ウェーバー マイヤー ワーグナー ベッカー
    シュルツ ホフマン シェーファー バウアー コッホ リヒター クライン ウォルフ シュレーダー ノイマン デュポン デュボワ デュラン
    ベルナール プティ ルロワ モロー ローラン ルフェーブル ロッシ ルッソ フェラーリ ビアンキ コロンボ リッチ マリーノ シルバ サントス
    オリベイラ ソウザ フェルナンデス ペレイラ イワノフ イワノワ ペトロフ スミルノフ クズネツォフ ポポフ ノヴァク オブライエン
    マクドナルド キム パク チェ チョン グエン ホフマン
    """.split()
)

FOREIGN_GIVEN_NAMES_LATIN = frozenset(
    """
    Adam Alan Albert Alex Alexander Alice Amy Andrea Andrew Ann Anna Anne Anthony Antonio Barbara Benjamin Bernard Betty
    Brian Carl Carlos Carol Catherine Charles Christian Christine Christopher Claire Claude Daniel David Deborah Dennis
    Diana Donald Dorothy Douglas Edward Elena Elizabeth Emily Emma Eric Fernando Francis Frank Franz George Giovanni
    Giuseppe Gregory Hans Harry Helen Henri Henry Ivan Jack Jacques James Jane Janet Jason Jean Jeffrey Jennifer Jessica
    Jim Johann John Jonathan Jose Joseph Juan Julia Julie Karen Karl Kate Kathleen Kenneth Kevin Klaus Larry Laura
    Lisa Louis Luis Manuel Marco Margaret Maria Marie Mark Martin Mary Matthew Michael Michel Miguel Monica Nancy Nicholas
    Nicole Olga Olivia Pamela Patricia Patrick Paul Pedro Peter Philip Pierre Rachel Ralph Raymond Rebecca Richard Robert
    Roger Ronald Ruth Samuel Sandra Sarah Scott Sergei Sharon Simon Sophie Stephen Steven Susan Thomas Timothy Tom
    Vladimir Walter William Wolfgang
    """.split()
)

FOREIGN_FAMILY_NAMES_LATIN = frozenset(
    """
    Adams Allen Anderson Baker Bauer Bennett Bernard Brown Campbell Carter Clark Collins Cook Cooper Davis Dubois Dupont
    Durand Edwards Evans Fernandez Ferrari Fischer Garcia Gonzalez Green Hall Harris Hernandez Hill Hoffmann Hughes
    Ivanov Jackson Johnson Jones Kelly King Klein Koch Kuznetsov Lee Lewis Lopez Martin Martinez Meyer Miller Mitchell
    Moore Moreau Morgan Morris Mueller Murphy Müller Nelson Nguyen Novak Oliveira Parker Perez Peterson Petrov Phillips
    Ramirez Reed Richardson Richter Roberts Robinson Rodriguez Rogers Rossi Russo Sanchez Santos Schmidt Schneider
    Schulz Scott Silva Smirnov Smith Souza Stewart Taylor Thomas Thompson Torres Turner Wagner Walker Ward Watson Weber
    White Williams Wilson Wolf Wood Wright Young
    """.split()
)

KOREAN_FAMILY_NAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진"
    "지엄채원천방공현함변염추도소석선설마길연위표명기반왕금옥육인맹제모"
)

WARDS = frozenset(
    "若林 青葉 太白 宮城野 旭 泉 緑 戸塚 鶴見 栄 瀬谷 高津 宮前 多摩 中原 幸 稲毛 若葉 花見川 美浜 清水 葵 駿河 中村 千種 昭和 "
    "瑞穂 熱田 中川 港 天白 名東 守山 伏見 山科 西京 上京 中京 下京 左京 右京 都島 福島 此花 大正 浪速 生野 城東 鶴見 阿倍野 住吉 平野 "
    "西成 淀川 堺 美原 須磨 垂水 兵庫 長田 灘 小倉 若松 戸畑 門司 博多 早良 城南 東 西 南 北 中 厚別 白石 豊平 手稲 清田 安佐 佐伯 "
    "大宮 浦和 桜 見沼 岩槻 秋葉 江南 西蒲 天竜 浜名".split()
)
"""Wards of designated cities, whose names are names of families too or may be."""
