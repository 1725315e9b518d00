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

FAMILY_NAMES = frozenset(
    """
    阿部 安倍 安藤 青木 荒井 新井 石井 石川 石田 伊藤 井上 今井 岩崎 上田 上野 内田 遠藤 太田 大塚 大野 岡田 岡本 小川 小野
    加藤 金子 川口 菊地 菊池 木下 木村 工藤 久保 黒田 小池 小島 後藤 小林 近藤 斉藤 斎藤 齋藤 齊藤 酒井 坂本 桜井 佐々木 佐藤
    柴田 島田 清水 菅原 杉山 鈴木 高木 高田 高橋 竹内 武田 田中 谷口 田村 千葉 中川 中島 中野 中村 中山 西村 野口 野村 橋本
    長谷川 服部 原田 平野 福島 福田 藤井 藤田 藤原 本田 前田 増田 松井 松尾 松田 松本 丸山 三浦 宮崎 宮本 村上 村田 森田 安田
    山内 山口 山崎 山下 山田 山本 横山 吉川 吉田 和田 渡辺 渡邊 渡部
    """.split()
)
FAMILY_NAMES_OF_ONE_SIGN = (
    "王李張劉陳楊黄趙呉周徐孫馬朱胡郭何高羅鄭梁謝宋唐許鄧韓馮曹彭曾董袁潘蒋蔡余杜葉程蘇魏呂丁沈姚盧姜崔陸范金朴尹"
)
GIVEN_NAME_ENDS = "子郎太一二三夫雄男美恵代江介彦樹人之也香奈司治明弘宏博浩隆誠志史平作吉造蔵助輔哉希菜葉織里理紀"

FOREIGN_GIVEN_NAMES = frozenset(
    """
    アラン アレクサンダー アレックス アン アンドリュー アンドレ アンナ アントニオ アンヌ イワン ウィリアム ウラジーミル エドワード
    エマ エリザベス エリック カルロス キャサリン クリス クリスティーヌ クリストファー クロード ケビン ケン サラ ジェームズ ジェフ
    ジェニファー ジャック ジャン ジュリア ジョー ジョージ ジョゼフ ジョン スーザン スティーブ スティーブン セルゲイ ダニエル
    チャールズ デイビッド デビッド トーマス トニー ドミニク ナンシー ニコラ ニコラス ハンス ピーター ピエール フアン
    フィリップ フランク フランソワ フランツ ヘレン ベルナール ペドロ ポール ホセ ボブ マイク マイケル マーク マーガレット マリア
    マリー マルコ マルタン ミシェル メアリー ヤン ヨハン ラルフ リチャード ルイ ルイス ロバート ロベルト ワルター
    """.split()
)
