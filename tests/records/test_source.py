"""The bundled records against the survey document: every written value stands there, none of its sentences and no person here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from koryu_rdf.assets import get_folder
from koryu_rdf.model import Agreement

Agreements = dict[int, Agreement]

FILES = sorted(get_folder("records").iterdir())
LENGTH = 20  # characters in a row that are no coincidence
# Names are facts, however long: what the survey puts between 「 and 」, the titles of our agreements and ties, and addresses of pages.
QUOTED_NAME = re.compile("「[^「」]*」")
OUR_TITLE = re.compile(r'^\s*title = ".*"$', re.MULTILINE)
ADDRESS = re.compile(r"https?://[^\s<>]+")
SECTION = re.compile(r"\((?P<number>[1-7])\) (自治体名|提携|取組|問い合わせ先)")
PERSONS = (r"[一-鿿]{2,4}(?=・[一-鿿]+市[一-鿿]+区副区長)", "[ァ-ヴー]{3,}(?=皇太子)")


@pytest.mark.parametrize("number", range(1, 25))
def test_record_stands_where_it_says(number: int, agreements: Agreements, survey_lines: list[str]) -> None:
    agreement = agreements[number]
    assert agreement.source.first_line
    assert agreement.source.last_line
    heading = survey_lines[agreement.source.first_line - 1].replace("1 1.", "11.")
    assert heading == f"{number}. {agreement.title}"
    assert survey_lines[agreement.source.last_line - 1].startswith("電話番号\t")


@pytest.mark.parametrize("number", range(1, 25))
def test_values_are_the_sources_own_characters(number: int, agreements: Agreements, survey_lines: list[str]) -> None:
    agreement = agreements[number]
    text = "\n".join(survey_lines[(agreement.source.first_line or 0) - 1 : agreement.source.last_line])
    assert not [value for value in list_written_values(agreement) if value not in text]


def list_written_values(agreement: Agreement) -> list[str]:
    contact = (agreement.contact.department, agreement.contact.phone, agreement.contact.email)
    return [
        *(party.name for party in agreement.japanese_parties),
        *(party.name for party in agreement.overseas_parties),
        *(date.as_written for date in agreement.dates),
        *(page.url for page in agreement.web_pages),
        *(tie.title for tie in agreement.earlier_ties if tie.title),
        *agreement.title_parties,
        *(part for part in contact if part),
    ]


@pytest.mark.parametrize("number", range(1, 25))
def test_party_fields_are_used_up(number: int, agreements: Agreements, survey_lines: list[str]) -> None:
    agreement = agreements[number]
    lines = survey_lines[(agreement.source.first_line or 0) - 1 : agreement.source.last_line]
    japanese, overseas = (find_cell(lines, label) for label in ("日本の自治体", "海外の自治体"))
    assert re.split("、", japanese) == [party.name for party in agreement.japanese_parties]
    assert "".join(party.name for party in agreement.overseas_parties).replace(" ", "") == re.sub(
        r"(?<=市)・| ", "", overseas
    )


def find_cell(lines: list[str], label: str) -> str:
    return next(line for line in lines if line.startswith(f"{label}\t")).split("\t")[1].strip()


def get_text(agreement: Agreement, survey_lines: list[str]) -> str:
    return "\n".join(survey_lines[(agreement.source.first_line or 0) - 1 : agreement.source.last_line])


@pytest.mark.parametrize("number", [1, 11, 21, 22])
def test_other_hosts_and_guests_are_named_by_the_survey(
    number: int, agreements: Agreements, survey_lines: list[str]
) -> None:
    agreement = agreements[number]
    names = {name for event in agreement.events for name in (*event.hosts, *event.guests)}
    assert names
    assert not [name for name in names if name not in get_text(agreement, survey_lines)]


def test_head_counts_add_the_leader(agreements: Agreements, survey_lines: list[str]) -> None:
    text = get_text(agreements[2], survey_lines)
    others = [int(count) for count in re.findall(r"ほか(\d+)名", text)]
    pupils = sum(int(count) for count in re.findall(r"中学生(\d+)名と教員(\d+)名", text)[0])
    counts = [event.head_count for event in agreements[2].events if event.head_count]
    assert len(others) == 8
    assert sorted(counts) == sorted([*(count + 1 for count in others), pupils])


@pytest.fixture(scope="module")
def prose(survey_lines: list[str]) -> list[str]:
    """The sentences of sections (3) to (6), without names and blanks."""
    kept, section = [], 0
    for line in survey_lines:
        heading = SECTION.match(line)
        section = int(heading["number"]) if heading else section
        if 3 <= section <= 6 and not heading:
            kept += QUOTED_NAME.split(ADDRESS.sub("", line))
    return [re.sub(r"\s", "", piece) for piece in kept]


def find_shared(text: str, prose: list[str]) -> list[str]:
    """Find stretches of the survey's sentences in a text, blanks aside."""
    packed = re.sub(r"\s", "", OUR_TITLE.sub("", text))
    stretches = (piece[start : start + LENGTH] for piece in prose for start in range(len(piece) - LENGTH + 1))
    return [stretch for stretch in stretches if stretch in packed]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_prose_of_the_survey(path: Path, prose: list[str]) -> None:
    assert not find_shared(path.read_text("utf-8"), prose)


def test_prose_would_be_found(prose: list[str]) -> None:
    longest = max(prose, key=len)
    assert sum(len(piece) for piece in prose) > 5000
    assert len(find_shared(longest, prose)) >= len(longest) - LENGTH + 1
    assert find_shared(f'summary = {{ ja = "これは{longest[10 : 10 + LENGTH]}。" }}', prose)


def test_the_files_are_the_records_and_their_readme() -> None:
    assert [path.name for path in FILES] == ["README.md", "economic-exchange-2012.toml"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_persons_of_the_survey_are_not_named(path: Path, survey_lines: list[str]) -> None:
    text = "\n".join(survey_lines)
    persons = {name for pattern in PERSONS for name in re.findall(pattern, text)}
    assert len(persons) == 2
    assert not [name for name in persons if name in path.read_text("utf-8")]
