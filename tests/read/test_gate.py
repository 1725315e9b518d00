"""The gate: every text of a record passes it, whatever reader it comes from, and the policy decides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from koryu_rdf.errors import SettingsError, UndecidedError
from koryu_rdf.model import Agreement
from koryu_rdf.personal import MARKS, Personal
from koryu_rdf.problems import Where
from koryu_rdf.read import Reading, read
from koryu_rdf.read.gate import Gate
from koryu_rdf.read.journal import Journal
from koryu_rdf.settings import Settings, read_settings

NAME = "山田花子さん"
DATE = {"value": "2010-04-01", "precision": "day"}
JAPANESE = {
    "name": "三重県津市",
    "kind": "municipality",
    "prefecture": "三重県",
    "municipality": "津市",
    "code": "242012",
}
OVERSEAS = {
    "name": "フランス リヨン市",
    "kind": "municipality",
    "country": "FR",
    "region": "ローヌ県",
    "locality": "リヨン市",
    "seat": "東京",
}
PHRASE = {"ja": "視察", "en": "visit"}
RECORD: dict[str, Any] = {
    "id": "list/1",
    "survey": "list",
    "number": 1,
    "title": "協力に関する覚書",
    "kind": "memorandum",
    "fields": ["economy"],
    "dates": [{**DATE, "role": "signed", "as_written": "2010年4月1日"}],
    "japanese_parties": [JAPANESE],
    "overseas_parties": [OVERSEAS],
    "title_parties": ["公社"],
    "background": "見本市",
    "activities": "視察",
    "outcomes": "増加",
    "summary": PHRASE,
    "events": [
        {
            "kind": "visit",
            "title": PHRASE,
            "start": DATE,
            "end": DATE,
            "place": PHRASE,
            "hosts": ["津市"],
            "guests": ["リヨン市"],
            "led_by": PHRASE,
            "section": 4,
        }
    ],
    "results": [{"kind": "trade", "description": PHRASE, "section": 5}],
    "open_issues": [{"description": PHRASE, "section": 5}],
    "earlier_ties": [
        {"kind": "sister-city", "japanese_party": JAPANESE, "overseas_party": OVERSEAS, "title": "友好", "date": DATE}
    ],
    "web_pages": [{"url": "https://www.example.jp/", "note": "紹介"}],
    "contact": {"department": "国際課", "phone": "059-224-2356", "email": "kokusai@city.example.jp"},
    "source": {"file": "list.txt", "first_line": 3, "last_line": 9},
}
# Codes and dates are no texts, a URL is not searched for names, and these two make up the identifier.
NO_TEXTS = {"id", "survey", "number", "kind", "fields", "value", "precision", "role", "country", "code", "url"}


def plant(value: Any, text: str, name: str = "") -> Iterator[Any]:
    """Give a copy of a structure for each of its texts, with that text replaced."""
    if isinstance(value, dict):
        for key in value.keys() - NO_TEXTS:
            yield from ({**value, key: planted} for planted in plant(value[key], text, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from ([*value[:index], planted, *value[index + 1 :]] for planted in plant(one, text, name))
    elif isinstance(value, str):
        yield text


def let_through(record: dict[str, Any], policy: Personal | None = None) -> tuple[Agreement, Journal]:
    journal = Journal(policy or Personal())
    return Gate(journal).let_through(msgspec.convert(record, Agreement)), journal


def read_text(text: str, suffix: str, policy: Personal | None = None) -> tuple[list[Agreement], Reading]:
    settings = Settings(personal=policy or Personal())
    reading = read("-", form=suffix, stdin=io.BytesIO(text.encode()), settings=settings)
    return list(reading), reading


PLANTED = list(plant(RECORD, f"{NAME}が通訳した"))


def test_every_text_of_the_model_is_planted() -> None:
    assert len(PLANTED) == 40


@pytest.mark.parametrize("record", PLANTED)
def test_a_name_in_any_text_is_withheld(record: dict[str, Any]) -> None:
    passed, journal = let_through(record)
    assert "山田" not in str(passed)
    assert [one.decision for one in journal.redactions] == ["withheld"]
    assert len(journal.problems) == 1
    (row,) = (problem.to_row("ja") for problem in journal.problems)
    row.pop("file")  # problems name a file as it is called, or nobody could find it
    assert "山田" not in str(row)


def test_a_record_without_persons_stays_the_same_object() -> None:
    record = msgspec.convert(RECORD, Agreement)
    assert Gate(Journal()).let_through(record) is record


def test_a_problem_stands_where_the_reader_says_the_field_stands() -> None:
    journal = Journal()
    cells = [Where(file="a.xlsx", sheet="一覧", cell=f"C{row}") for row in (7, 8)]
    journal.place("list/1", "background", cells)
    record = {**RECORD, "background": f"視察\n{NAME}が来た\n{NAME}も"}
    Gate(journal).let_through(msgspec.convert(record, Agreement))
    (problem,) = journal.problems
    assert problem.where == Where(file="a.xlsx", sheet="一覧", cell="C8", record="list/1")
    assert [one.where for one in journal.redactions] == [problem.where] * 2


def test_what_is_withheld_by_field_is_gone() -> None:
    fields = ("department", "phone", "email", "narratives", "titles", "notes", "events")
    everything = msgspec.convert(dict.fromkeys(fields, "withhold"), Personal)
    passed, journal = let_through(RECORD, everything)
    assert passed.title == MARKS["ja"]["text"]
    assert (passed.background, passed.summary, passed.events, passed.web_pages[0].note) == (None, None, (), None)
    assert (passed.contact.department, passed.contact.phone, passed.contact.email) == (None, None, None)
    assert passed.japanese_parties[0].name == "三重県津市"
    assert {problem.code for problem in journal.problems} == {"withheld-by-settings"}


def test_what_may_be_published_stays_and_is_logged() -> None:
    record = {**RECORD, "background": f"{NAME}が来た"}
    passed, journal = let_through(record, Personal(narratives="publish"))
    assert passed.background == f"{NAME}が来た"
    assert [(one.rule, one.decision) for one in journal.redactions] == [("policy", "published")]
    assert journal.problems == []


def test_the_holder_of_an_office_may_be_named() -> None:
    record = {**RECORD, "background": "田中市長と鈴木さんが来た。Mayor Taro Yamada"}
    passed, journal = let_through(record, Personal(office_holders="publish"))
    assert passed.background == f"田中市長と{MARKS['ja']['name']}さんが来た。Mayor Taro Yamada"
    assert sorted(one.decision for one in journal.redactions) == ["published", "published", "withheld"]


def test_a_word_that_is_denied_goes_even_from_a_published_field() -> None:
    record = {**RECORD, "background": "花子の部屋を訪れた。田中市長も"}
    policy = Personal(narratives="publish", denied=("花子の部屋", "田中市"))
    passed, _ = let_through(record, policy)
    assert passed.background is not None
    assert "花子" not in passed.background
    assert "田中" not in passed.background


def test_what_is_decided_may_be_published() -> None:
    record = {**RECORD, "contact": {**RECORD["contact"], "department": "国際課 鵜殿"}}
    passed, journal = let_through(record)
    assert passed.contact.department == f"国際課 {MARKS['ja']['name']}"
    assert [problem.code for problem in journal.problems] == ["personal-undecided"]
    passed, journal = let_through(record, Personal(decided=("鵜殿",)))
    assert passed.contact.department == "国際課 鵜殿"
    assert journal.problems == []


def test_nothing_is_published_while_something_is_undecided() -> None:
    record = {**RECORD, "contact": {"department": "国際課 鵜殿"}, "events": [], "results": [], "earlier_ties": []}
    reading = read_text(msgspec.json.encode(record).decode(), "jsonl")[1]
    reading.refuse_undecided()  # only a strict reading does
    reading.strict = True
    with pytest.raises(UndecidedError) as raised:
        reading.refuse_undecided()
    assert [problem.code for problem in raised.value.problems] == ["personal-undecided"]
    assert "鵜殿" not in str(raised.value.problems)


def test_acknowledging_does_not_silence_the_gate() -> None:
    table = '[[agreement]]\nnumber = 1\nacknowledged = ["person-withheld"]\ntitle = "覚書"\nkind = "memorandum"\nfields = []\ndates = []\n'
    table += f'japanese_parties = []\noverseas_parties = []\nbackground = "{NAME}"\n'
    records, reading = read_text(table, "toml")
    assert records[0].background == f"{MARKS['ja']['name']}さん"
    assert [problem.code for problem in reading.problems] == ["person-withheld"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('phone = "hide"', "$.personal.phone"),
        ('decided = [" "]', "empty"),
        ('decided = ["甲"]\ndenied = ["甲"]', "both"),
        ("names = true", "names"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(setting: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "koryu.toml"
    path.write_text(f"[personal]\n{setting}\n", "utf-8")
    with pytest.raises(SettingsError, match=said.replace("$", r"\$")):
        read_settings(path)
