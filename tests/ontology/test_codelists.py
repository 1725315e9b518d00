"""What the program reads out of titles: the kind of document, and the fields."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf import assets, codelists
from koryu_rdf.codelists import Concept, find_fields, find_kind, get_code_list
from koryu_rdf.texts import Text

WORDS_OF_KINDS = [(word, code) for code, concept in get_code_list("agreement-kinds").items() for word in concept.words]
WORDS_OF_FIELDS = [(word, code) for code, concept in get_code_list("fields").items() for word in concept.words]


def test_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(codelists) == doctest.TestResults(failed=0, attempted=7)


def test_a_concept_holds_what_the_list_says() -> None:
    assert get_code_list("fields")["aviation"] == Concept(
        code="aviation",
        label=Text("空港・航空路", "Airports and air routes"),
        words=(
            "チャーター便",
            "空港・航空路",
            "国際航空",
            "姉妹空港",
            "航空路線",
            "定期便",
            "直行便",
            "航空路",
            "空港",
        ),
        broader="transport",
    )


def test_lists_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        get_code_list("fields")["new"] = get_code_list("fields")["economy"]  # type: ignore[index]


def test_a_concept_without_hidden_labels_has_no_words() -> None:
    assert get_code_list("agreement-kinds")["other"].words == ()
    assert find_kind("その他") is None


def test_start_does_not_load_a_parser() -> None:
    program = "import sys, koryu_rdf.codelists; sys.exit('pyoxigraph' in sys.modules)"
    source = str(assets.get_folder("ontology").parent / "src")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([source, os.environ.get("PYTHONPATH", "")])}
    assert subprocess.run([sys.executable, "-c", program], env=environment, check=False).returncode == 0


@pytest.mark.parametrize(("word", "code"), WORDS_OF_KINDS)
def test_every_word_of_a_kind_is_found(word: str, code: str) -> None:
    assert find_kind(f"双方の交流に関する{word}") == code


@pytest.mark.parametrize(("word", "code"), WORDS_OF_FIELDS)
def test_every_word_of_a_field_is_found_and_names_that_field_alone(word: str, code: str) -> None:
    assert find_fields(f"両市の{word}に関する覚書") == (code,)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("甲市と乙市との経済交流に関する協定", "agreement"),
        ("甲市と乙市との経済交流に関する協定書", "agreement"),
        ("上下水道整備に関する包括協定", "agreement"),
        ("友好提携書", "agreement"),
        ("友好交流協約", "agreement"),
        ("友好都市提携議定書", "agreement"),
        ("経済交流に関する覚書", "memorandum"),
        ("経済交流に関する覚え書き", "memorandum"),
        ("相互協力に関するMOU", "memorandum"),
        ("相互協力に関するＭＯＵ（仮訳）", "memorandum"),
        ("交流連携に関する合意書", "letter"),
        ("姉妹都市締結に向けた意向書", "letter"),
        ("市長の書簡", "letter"),
        ("インテント・レター", "letter"),
        ("姉妹都市提携における、経済発展分野の附属書", "annex"),
        ("友好協力協定の付属書", "annex"),
        ("世界陶磁器都市市長会議 甲市宣言2011", "declaration"),
        ("甲乙両市長共同声明（2010年10月）", "declaration"),
        ("経済・環境交流宣言", "declaration"),
        ("第3回交流会議議事録", "minutes"),
        ("交流会議合意議事録", "minutes"),
        ("本年度の交流に関する備忘録", "minutes"),
        ("友好交流5か年行動計画", "plan"),
        ("技術者派遣契約書", "contract"),
    ],
)
def test_kind_of_title(title: str, code: str) -> None:
    assert find_kind(title) == code


@pytest.mark.parametrize(
    "title", ["", "世界セラミックロード", "友好交流", "都市計画の交流", "MOUNTAIN CITIES", "合意に向けて"]
)
def test_title_without_a_kind(title: str) -> None:
    assert find_kind(title) is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("友好協力協定に基づく覚書", "memorandum"),
        ("覚書を改定する協定", "agreement"),
        ("共同宣言の実施に関する合意書", "letter"),
        ("合意書に基づく協定書の附属書", "annex"),
        ("協定書簡", "letter"),
        ("姉妹都市協定を記念する平和宣言２０１１　甲市・乙市", "declaration"),
    ],
)
def test_the_word_that_stands_last_decides(title: str, code: str) -> None:
    assert find_kind(title) == code


@pytest.mark.parametrize(
    "title", ["経済交流に関する覚　書", "経済交流に関する 覚 書 ", "経済交流に関する覚書", "(覚書)", "【覚書】"]
)
def test_spaces_and_brackets_do_not_hide_a_kind(title: str) -> None:
    assert find_kind(title) == "memorandum"


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (("経済分野における友好交流に関する合意書",), "economy"),
        (("環境技術交流に向けた相互協力に関する協定書",), "environment"),
        (("低炭素社会づくりに向けての協力に関する覚書",), "environment"),
        (("クリーンエネルギーの導入を推進するための覚書",), "energy"),
        (("再生可能エネルギー及び省エネルギーに関する覚書",), "renewable-energy energy"),
        (("記念事業における科学技術産業交流に関する覚書",), "science-technology industry"),
        (("経済産業交流に関する覚書",), "economy"),
        (("環境協力及び港湾・産業交流に関する覚書",), "environment ports industry"),
        (("上下水道整備に関する包括協定",), "water"),
        (("ロボット及びデザイン・クリエイションにかかる交流に関する覚書",), "robotics design"),
        (("世界陶磁器都市市長会議",), "ceramics"),
        (("文化・スポーツ及び青少年交流に関する協定",), "culture sports youth"),
        (("友好港提携に関する協定", "空港間の協力に関する覚書"), "ports aviation"),
        (("農林水産業と観光の振興",), "agriculture tourism"),
        (("大学間交流と留学生の受入れ",), "higher-education study-abroad"),
        (("災害時の相互応援と消防の協力",), "disaster-prevention firefighting"),
        (("ICT・AI分野の協力",), "ict"),
        (("環境と経済の交流", "経済交流に関する覚書"), "environment economy"),
    ],
)
def test_fields_of_texts(texts: tuple[str, ...], codes: str) -> None:
    assert " ".join(find_fields(*texts)) == codes


@pytest.mark.parametrize("category", ["経済交流（工業等）", "⑥経済交流（工業等）", "⑥ 經濟交流 (工業等)"])
def test_the_survey_category_is_one_name(category: str) -> None:
    assert find_fields(category) == ("economy",)


@pytest.mark.parametrize(
    ("category", "codes"),
    [
        ("学術・教育・研究", "higher-education education"),
        ("文化・芸術・スポーツ", "culture arts sports"),
        ("経済・観光", "economy tourism"),
        ("環境・国際協力", "environment international-cooperation"),
        ("農業・工業", "agriculture manufacturing"),
        ("行政交流", "administration"),
        ("教育交流", "education"),
        ("青少年交流", "youth"),
        ("医療交流", "health"),
        ("保健・福祉", "health welfare"),
        ("経済交流（農業等）", "economy agriculture"),
        ("経済交流（商業等）", "economy commerce"),
        ("防災・消防", "disaster-prevention firefighting"),
        ("治安・防犯", "public-safety"),
        ("農林水産", "agriculture"),
        ("科学技術", "science-technology"),
        ("都市計画・まちづくり", "urban-development"),
        ("地域振興", "regional-revitalization"),
        ("社会基盤・交通", "infrastructure transport"),
        ("港湾・空港", "ports aviation"),
        ("上下水道・廃棄物", "water waste-recycling"),
        ("情報通信・エネルギー", "ict energy"),
        ("人権・平和", "human-rights peace"),
        ("男女共同参画", "gender-equality"),
        ("多文化共生・市民交流", "multicultural-society citizen-exchange"),
        ("図書館交流・動物園交流", "museums-libraries nature-conservation"),
        ("社会教育・生涯学習", "lifelong-learning"),
    ],
)
def test_every_category_of_such_surveys_has_its_fields(category: str, codes: str) -> None:
    assert " ".join(find_fields(category)) == codes


@pytest.mark.parametrize(
    "title",
    [
        "",
        "友好交流に関する協定",
        "交流連携に関する合意書",
        "協力に関する技術覚書",
        "広域行政体と三市の協力に関する協定",
        "MAIN STREET協定",
        "サンタ・クルーズ市との友好協定",
        "スタートラインの宣言",
        "協定書（日本語版）",
    ],
)
def test_a_title_gets_no_field_that_it_does_not_name(title: str) -> None:
    assert find_fields(title) == ()


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("空港の利用に関する覚書", "aviation"),
        ("文化財の保存に関する覚書", "cultural-heritage"),
        ("多文化共生に関する覚書", "multicultural-society"),
        ("投資環境の整備に関する覚書", "trade-investment"),
        ("観光産業に関する覚書", "tourism"),
        ("水産業に関する覚書", "fisheries"),
        ("食文化に関する覚書", "food"),
        ("都市デザインに関する覚書", "urban-development"),
        ("航空宇宙産業に関する覚書", "aerospace"),
        ("ファインセラミックスに関する覚書", "manufacturing"),
        ("青年海外協力隊に関する覚書", "international-cooperation"),
    ],
)
def test_longer_words_consume_the_shorter_ones_they_contain(title: str, codes: str) -> None:
    assert " ".join(find_fields(title)) == codes


@pytest.mark.parametrize(
    "party",
    [
        "甲市上下水道局",
        "甲県経済産業部",
        "甲市環境保全局経営管理部",
        "甲市教育委員会",
        "甲市観光協会",
        "財団法人甲県産業支援センター",
        "甲市文化財団",
        "経済産業省",
        "乙水道有限公司",
        "乙市経済技術開発区",
        "乙体育大学",
        "甲市立美術館",
        "甲商工会議所",
    ],
)
def test_the_name_of_an_office_names_no_field(party: str) -> None:
    assert find_fields(f"{party}と丙市の友好協力協定") == ()
    assert find_fields(f"{party}と丙市の観光に関する協定") == ("tourism",)


@given(st.lists(st.sampled_from([word for word, _ in WORDS_OF_FIELDS] + ["と", "及び", "局", "・"]), max_size=6))
def test_width_and_spaces_do_not_matter(pieces: list[str]) -> None:
    title = "".join(pieces)
    wide = unicodedata.normalize("NFKC", title).replace("(", "（").replace("・", " ・　")
    assert find_fields(title) == find_fields(wide)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_gives_known_codes_once_and_in_order(first: str, second: str) -> None:
    found = find_fields(first, second)
    assert {*found} <= {*get_code_list("fields")}
    assert found == tuple(dict.fromkeys(find_fields(first) + find_fields(second)))


def test_an_office_is_looked_for_near_its_field_word_only() -> None:
    assert find_fields("環境" + "市" * 21 + "局") == ("environment",)
    assert find_fields("環境" * 20_000) == ("environment",)  # and in no more time than the text is long
