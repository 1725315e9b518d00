"""The real survey document: its counts, its traps one by one, and the bundled records as an independent transcription."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from koryu_rdf.assets import get_folder
from koryu_rdf.identifiers import Identifiers
from koryu_rdf.model import Agreement
from koryu_rdf.read import Reading, read

# What must be reported, by line and record (None where it is the document's). The line says which trap it is.
TRAPS = {
    (15, "contents-parties-differ", 5),  # 遼寧省瀋陽市 there, 瀋陽市 in the field
    (42, "contents-title-differs", 18),  # 経済産業交流 there, 経済交流 in the heading
    (45, "contents-parties-differ", 21),  # チェリャビンスク there, チェリヤビンスク in the field
    (50, "category-spelled-differently", None),  # 経済 and 經濟
    (105, "person-withheld", 2),
    (155, "tie-worded-differently", 3),  # 姉妹都市 in the text, 友好都市 in the title
    (188, "tie-worded-differently", 4),
    (208, "title-party-not-listed", 5),  # twice: the bureau and the company
    (213, "region-not-written", 5),
    (238, "phone-of-other-department", 5),
    (246, "region-not-written", 6),
    (250, "signed-on-sunday", 6),
    (297, "word-doubled", 7),
    (372, "page-shared", 9),  # with 1
    (411, "heading-number-spaced", None),  # 1 1.
    (461, "person-withheld", 12),
    (470, "text-repeated", 12),  # copied from 3
    (474, "page-shared", 12),  # with 3
    (545, "department-names-office", 14),
    (580, "phone-missing", 15),
    (681, "phone-of-other-department", 18),
    (693, "date-unlabelled", 19),
    (718, "email-missing", 19),
    (786, "email-withheld", 21),
    (788, "title-party-not-listed", 22),  # twice: the cluster and the agency
    (822, "kind-not-named", 23),
    (827, "region-not-written", 23),
    (848, "phone-invalid", 23),
    (855, "region-not-written", 24),
    (876, "phone-invalid", 24),
}
TWICE = {(208, "title-party-not-listed", 5), (788, "title-party-not-listed", 22)}
COMPARED = (
    "number",
    "title",
    "kind",
    "fields",
    "dates",
    "japanese_parties",
    "overseas_parties",
    "title_parties",
    "contact",
    "source",
)
PERSONS = (r"[一-鿿]{2,4}(?=・[一-鿿]+市[一-鿿]+区副区長)", "[ァ-ヴー]{3,}(?=皇太子)", r"[a-z]+_[a-z]+\d*@[\w.]+")

Records = dict[int, Agreement]


class Survey(NamedTuple):
    """The document's text and what was read from it."""

    text: str
    records: Records
    reading: Reading


@pytest.fixture(scope="module")
def survey(real_survey: Path) -> Survey:
    reading = read(real_survey)
    records = {record.number: record for record in reading}
    return Survey(real_survey.read_text("utf-8"), records, reading)


@pytest.fixture
def records(survey: Survey) -> Records:
    return survey.records


@pytest.fixture(scope="module")
def transcribed() -> Records:
    return {record.number: record for record in read(get_folder("records"))}


def test_counts_of_records_and_dates(survey: Survey) -> None:
    assert sorted(survey.records) == list(range(1, 25))
    assert {record.id for record in survey.records.values()} == {f"economic-exchange-2012/{n}" for n in range(1, 25)}
    assert sum(len(record.dates) for record in survey.records.values()) == 26
    assert {date.precision for record in survey.records.values() for date in record.dates} == {"day"}


def test_counts_of_overseas_parties(records: Records) -> None:
    parties = [party for record in records.values() for party in record.overseas_parties]
    assert len(parties) == 46
    distinct = {Identifiers().overseas_party(party): party for party in parties}
    assert len(distinct) == 36
    assert Counter(party.kind for party in distinct.values() if party.kind in ("embassy", "consulate")).total() == 3
    assert len({party.country for party in parties}) == 22
    assert None not in {party.country for party in parties}


def test_counts_of_japanese_parties(records: Records) -> None:
    parties = [party for record in records.values() for party in record.japanese_parties]
    assert len(parties) == 29
    distinct = {Identifiers().japanese_party(party): party for party in parties}
    assert Counter(party.kind for party in distinct.values()) == {"municipality": 9, "prefecture": 6, "organization": 1}


def test_counts_of_pages_and_of_parties_in_titles(records: Records) -> None:
    urls = [page.url for record in records.values() for page in record.web_pages]
    assert (len(urls), len(set(urls))) == (13, 10)
    assert Counter(len(record.title_parties) for record in records.values()) == {0: 22, 2: 2}


def test_every_trap_is_reported_at_its_line_and_nothing_else_is(survey: Survey) -> None:
    found = Counter(
        (
            problem.where.line,
            problem.code,
            int(problem.where.record.partition("/")[2]) if problem.where.record else None,
        )
        for problem in survey.reading.problems
    )
    assert found.keys() == TRAPS
    assert {key for key, count in found.items() if count > 1} == TWICE
    assert {problem.where.file for problem in survey.reading.problems} == {"economic-exchange.txt"}


def test_no_date_is_flagged_but_the_one_without_a_label(survey: Survey) -> None:
    codes = [problem.code for problem in survey.reading.problems if problem.field == "dates"]
    assert sorted(codes) == ["date-unlabelled", "signed-on-sunday"]


def test_the_lines_passed_over(survey: Survey) -> None:
    reasons = Counter(entry.reason for entry in survey.reading.passed_over)
    assert reasons["residue"] == survey.text.split("\n").count("--") == 35
    assert reasons["nothing-said"] == 2
    assert reasons["section-heading"] == 24 * 7
    assert (reasons["preface"], reasons["category"], reasons["contents"]) == (1, 2, 41)
    assert reasons["markup"] == len(re.findall("</?(?:p|ul)(?: [^>]*)?>", survey.text))
    assert not survey.text.endswith("\n")


def test_no_person_is_named(survey: Survey) -> None:
    persons = [found for pattern in PERSONS for found in re.findall(pattern, survey.text)]
    assert len(persons) == len(PERSONS)
    written = msgspec.json.encode(list(survey.records.values())).decode()
    rows = str([problem.to_row(language) for problem in survey.reading.problems for language in ("ja", "en")])
    assert not [number for number, person in enumerate(persons) if person in written + rows]
    assert survey.records[21].contact.email is None


def test_no_html_is_left(records: Records) -> None:
    texts = [text for record in records.values() for text in (record.background, record.activities, record.outcomes)]
    assert not [text for text in texts if text and re.search("[<>]|^--", text)]


def test_two_agreements_that_differ_in_their_titles_only(records: Records) -> None:
    one, other = records[3], records[4]
    assert one.title != other.title
    assert one.dates == other.dates
    assert (one.id, other.id) == ("economic-exchange-2012/3", "economic-exchange-2012/4")


def test_texts_that_stay_as_they_are(records: Records) -> None:
    assert records[1].overseas_parties[0].name == "中華人民共和国江蘇省呉江市"  # which has become a district since
    assert records[2].title.startswith("川崎市と江蘇省")  # without the country
    assert "年度度" in (records[7].activities or "")
    assert records[14].contact.department == "川崎市上下水道局経営管理部経営企画課国際事業推進担当"
    assert "景德鎮" in records[24].title
    assert [number for number, record in records.items() if record.title.endswith("経済交流に関する覚書")] == [
        4,
        6,
        17,
        18,
    ]


def test_a_list_inside_a_section_opens_no_section(records: Records) -> None:
    background = (records[11].background or "").split("\n")
    assert [line[:5] for line in background[1:]] == ["- (1)", "- (2)", "- (3)", "- (4)"]
    assert records[11].activities


def test_titles_without_parties(records: Records) -> None:
    assert [records[number].title_parties for number in (11, 17, 20, 23, 24)] == [()] * 5


def test_one_embassy_in_four_spellings(records: Records) -> None:
    [one], [other] = records[12].overseas_parties, records[13].overseas_parties
    assert one.name != other.name
    assert (one.kind, one.country, one.seat) == (other.kind, other.country, other.seat) == ("embassy", "DK", "日本")


def test_a_labelled_renewal_and_a_date_without_a_label(records: Records) -> None:
    roles = {
        number: [date.role for date in record.dates] for number, record in records.items() if len(record.dates) > 1
    }
    assert roles == {16: ["signed", "renewed"], 19: ["signed", "unlabelled"]}


def test_a_community_is_not_its_city(records: Records) -> None:
    [party] = records[22].overseas_parties
    assert (party.kind, party.locality) == ("municipality", "アヌシー広域行政体")
    assert [party.kind for party in records[22].japanese_parties] == [
        "prefecture",
        "municipality",
        "municipality",
        "organization",
    ]


def test_countries_are_inherited_in_a_list_parted_by_spaces(records: Records) -> None:
    countries = {party.name: party.country for party in records[23].overseas_parties}
    assert (countries["セビリア市"], countries["康津郡"]) == ("ES", "KR")
    assert countries["イギリス ストーン・オン・トレント市"] == "GB"


def test_consulates_stand_in_a_third_country(records: Records) -> None:
    missions = [party for party in records[24].overseas_parties if party.kind == "consulate"]
    assert [(party.country, party.seat) for party in missions] == [("SG", "アモイ"), ("PH", "アモイ")]


def test_sections_that_say_nothing_are_empty(records: Records) -> None:
    empty = {number for number, record in records.items() if record.outcomes is None}
    assert empty == {5, 10, 11, 14, 15, 18, 23, 24}
    assert [number for number, record in records.items() if record.activities is None] == [23, 24]
    assert [number for number, record in records.items() if record.background is None] == [10]


@pytest.mark.parametrize("number", range(1, 25))
def test_the_reader_and_the_transcription_agree(number: int, records: Records, transcribed: Records) -> None:
    assert list(find_differences(records[number], transcribed[number])) == []


def find_differences(read_: Agreement, written: Agreement) -> Iterator[str]:
    """List every value in which the reader's record and the transcribed one differ; of a page's note, whether there is one."""
    for field in COMPARED:
        yield from compare(field, getattr(read_, field), getattr(written, field))
    pages = [[(page.url, page.note is not None) for page in record.web_pages] for record in (read_, written)]
    yield from compare("web_pages", *pages)


def compare(field: str, one: Any, other: Any) -> Iterator[str]:
    if isinstance(one, list | tuple) and len(one) == len(other):
        for index, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from compare(f"{field}[{index}]", left, right)
    elif one != other:
        yield f"{field}: read {one!r}, transcribed {other!r}"


def test_differences_are_named(records: Records, transcribed: Records) -> None:
    changed = msgspec.structs.replace(transcribed[1], kind="contract", web_pages=())
    assert len(list(find_differences(records[1], changed))) == 2
