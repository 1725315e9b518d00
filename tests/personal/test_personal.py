"""Personal data: hand-written lists of what must be withheld and what must stay. Everybody named here is invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.personal import MARKS, Personal, is_personal_address, screen

WITHHELD, MAIL_WITHHELD = MARKS["ja"]["name"], MARKS["ja"]["email"]

OF_A_PERSON = """
taro.yamada@city.example.jp  yamada-taro@city.example.jp  yamada_hanako@pref.example.jp  hanako_tanaka01@city.example.jp
tanaka@town.example.jp  h-suzuki@city.example.jp  suzuki.h@city.example.jp  hsuzuki@city.example.jp  sato123@city.example.jp
m.watanabe@city.example.jp  watanabe-ken@city.example.jp  yamadataro@city.example.jp  taroyamada@city.example.jp
TANAKA@city.example.jp  ｔａｎａｋａ@city.example.jp  shoko.tanaka@city.example.jp  naoto-kan@city.example.jp
john.smith@example.com  j.smith@example.com  smith.j@example.com  marie-dupont@ville.example.fr  ana.maria.silva@example.br
yoshimine.taro@city.example.jp  hanako@city.example.jp  oono_jiro@village.example.jp  t.abe@city.example.jp
ishikawa.taro@pref.ishikawa.example.jp  kokusai@city.example.jp,tanaka@city.example.jp  11yamamoto@city.example.jp
yamada2taro@city.example.jp  mirai.kan@city.example.jp  s-ito@office.example.jp
""".split()

OF_A_DEPARTMENT = """
info@city.example.jp  kokusai@city.example.jp  kokusai-koryu@pref.example.jp  kokusaikouryu@city.example.jp
kan-kokusai@city.example.jp  28keisu@city.example.jp  ga0001@city.example.jp  s09010@pref.example.jp  050200@pref.example.jp
ibpu@city.example.jp  80keikan@city.example.jp  sui-jigyou@city.example.jp  kaigaikeizai@pref.example.jp
syokaigai@pref.example.jp  ishikawa-kokusai@pref.example.jp  yamaguchi.kanko@city.example.jp  sangyo_shinko@city.example.jp
soumu-ka@town.example.jp  bunka-sports@city.example.jp  seisakukikaku@pref.example.jp  kyoiku-iinkai@city.example.jp
international.affairs@example.com  public_relations@city.example.kr  mayors-office@city.example.us  shimin@city.example.jp
ijuu-teijuu@town.example.jp  yokohama-shi@city.yokohama.example.jp  fukushima@pref.fukushima.example.jp
ono-machi@town.ono.machi.example.jp  tourism.board@example.org  k-koryu@city.example.jp  kokusai2@city.example.jp
kikaku.kokusai@city.example.jp  monozu@pref.example.jp  shoko@city.example.jp  KOKUSAI@CITY.EXAMPLE.JP
""".split()

# Left the text, right what must be left of it.
WITH_A_NAME = [
    ("4月 山田花・中央区副区長ほか2名が訪問", f"4月 {WITHHELD}・中央区副区長ほか2名が訪問"),
    ("山田花子氏が講演した", f"{WITHHELD}氏が講演した"),
    ("訪れた山田花子氏は", f"訪れた{WITHHELD}氏は"),
    ("駐日大使山田花子氏を招いた", f"駐日大使{WITHHELD}氏を招いた"),
    ("国際交流協会山田太郎氏の案内", f"国際交流協会{WITHHELD}氏の案内"),
    ("呉江市長王小明氏と面会", f"呉江市長{WITHHELD}氏と面会"),
    ("ハンス皇太子殿下が来訪", f"{WITHHELD}皇太子殿下が来訪"),
    ("花子妃殿下が来訪", f"{WITHHELD}妃殿下が来訪"),
    ("スミス氏を顧問とした", f"{WITHHELD}氏を顧問とした"),
    ("アンナ＝マリア・ベルク女史の講演", f"{WITHHELD}女史の講演"),
    ("ミュラー夫妻を迎えた", f"{WITHHELD}夫妻を迎えた"),
    ("オバタン大統領の訪問", f"{WITHHELD}大統領の訪問"),
    ("John Smith氏を招いた", f"{WITHHELD}氏を招いた"),
    ("講師はJ. R. Smith さん", f"講師は{WITHHELD} さん"),
    ("Mr. John Smithを招いた", f"Mr. {WITHHELD}を招いた"),
    ("Dr Marie Durand の講義", f"Dr {WITHHELD} の講義"),
    ("田中市長が調印した", f"{WITHHELD}市長が調印した"),
    ("田中花子市長が調印した", f"{WITHHELD}市長が調印した"),
    ("高橋みなみ議員が同行", f"{WITHHELD}議員が同行"),
    ("鈴木副市長が出席", f"{WITHHELD}副市長が出席"),
    ("福島先生が指導", f"{WITHHELD}先生が指導"),
    ("市長の田中花子が調印", f"市長の{WITHHELD}が調印"),
    ("市長 田中花子が調印", f"市長 {WITHHELD}が調印"),
    ("市長 田中 花子（当時）", f"市長 {WITHHELD}（当時）"),
    ("市長田中はなこ、副市長鈴木一郎", f"市長{WITHHELD}、副市長{WITHHELD}"),
    ("歌手の山田花子が出演", f"歌手の{WITHHELD}が出演"),
    ("（担当：山田）", f"（担当：{WITHHELD}）"),
    ("担当者 鈴木 一郎まで", f"担当者 {WITHHELD}まで"),
    ("代表者：佐藤", f"代表者：{WITHHELD}"),
    ("王書記が来訪", f"{WITHHELD}書記が来訪"),
    ("李副市長と会談", f"{WITHHELD}副市長と会談"),
    ("王小明書記と会談", f"{WITHHELD}書記と会談"),
    ("副省長 王小明が来訪", f"副省長 {WITHHELD}が来訪"),
    ("ジョン・スミス市長と会談", f"{WITHHELD}市長と会談"),
    ("指揮者のジョン・F・スミスが来日", f"指揮者の{WITHHELD}が来日"),
    ("ジョン・スミス＝ブラウンが来日", f"{WITHHELD}が来日"),
    ("申込みは yamada-taro@city.example.jp まで", f"申込みは {MAIL_WITHHELD} まで"),
    ("村上太郎氏、村下次郎氏", f"{WITHHELD}氏、{WITHHELD}氏"),
]

WITHOUT_A_NAME = """
塩城市長ほか16名が本市を訪問
福島市長と山口県知事が会談
呉市長が訪問した
福島知事と会談
千葉市副市長が出席
ストーン・オン・トレント市長が来訪
クルージュ・ナポカ市議会議員団
ホー・チ・ミン市人民委員会主席
サン・パウロ州知事と会談
デンマーク大使が基調講演
デンマーク王国大使館との共催
ベトナム国家主席の訪日
アメリカ大統領の来日
駐日デンマーク王国特命全権大使と調印
同氏の提案による
両氏、諸氏、参加者諸氏
氏名は別紙のとおり
源氏物語の展示
気温は摂氏20度
南部杜氏の指導
天皇陛下の御即位を記念
皇太子殿下の御臨席
国王陛下の誕生日
大使閣下を表敬
市長 表敬訪問を実施
市長、副市長 歓迎式に出席
副市長 高校生と懇談
市長・議長が訪問
経済・産業局長が出席
環境・国土部長が出席
市民・中国大使館の参加
県知事・川崎市長が会談
高校生・大学学長が参加
石川県訪問団、山口県人会
福島空港、松本平、千葉大学
宮崎県知事の代理
市長の福島での講演
市長の福島からの帰り
福島産のもも、石川産から
会長の石川による
千葉のみ
ジョン・F・ケネディ空港
ジョンズ・ホプキンス大学
マリー・キュリー記念病院
ルイ・ヴィトン社の見学
市民の皆さんと留学生のみなさん
お客様、皆様の御協力
広島県知事と四川省長
総務部長、国際課長、書記
担当：国際交流課
代表者会議を開催
Mount Fuji and Hawaii
申込みは kokusai@city.example.jp まで
ロボット・テクノロジー・センター
シンガポール総領事が参加
""".split("\n")


def withhold(text: str) -> tuple[str, int]:
    """Give the text as it may be published, and how much was found in it."""
    kept, decided = screen(text, "narratives", Personal())
    return kept, len(decided)


@pytest.mark.parametrize("address", OF_A_PERSON)
def test_a_persons_address_is_withheld(address: str) -> None:
    assert is_personal_address(address)


@pytest.mark.parametrize("address", OF_A_DEPARTMENT)
def test_a_departments_address_stays(address: str) -> None:
    assert not is_personal_address(address)


@pytest.mark.parametrize(("text", "left"), WITH_A_NAME)
def test_a_person_is_withheld(text: str, left: str) -> None:
    assert withhold(text) == (left, left.count("は非公開"))


@pytest.mark.parametrize("text", [text for text in WITHOUT_A_NAME if text])
def test_a_text_without_persons_stays(text: str) -> None:
    assert withhold(text) == (text, 0)


@given(st.text())
def test_any_text_goes_through(text: str) -> None:
    left, count = withhold(text)
    assert (count > 0) == (left != text)
    is_personal_address(text)


@pytest.mark.parametrize("piece", ["ア・", "ア", "山", "山・", "田中", "A ", "a", "a@", "王", "市長 ", "氏", "〔"])
def test_a_long_line_takes_no_longer_than_its_length(piece: str) -> None:
    began = time.process_time()
    withhold(piece * 20_000)
    assert time.process_time() - began < 3
