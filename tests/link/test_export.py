"""What is proposed to Wikidata: ties and codes that it lacks, between items that a person decided on, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pytest
from tests.link.conftest import agree

from koryu_rdf.errors import LinkError
from koryu_rdf.identifiers import Identifiers
from koryu_rdf.link.decisions import Decisions, Signature
from koryu_rdf.link.export import Plan, plan_export
from koryu_rdf.link.index import Index
from koryu_rdf.link.mappings import CLOSE, EXACT, LinkRow, Predicate
from koryu_rdf.link.quickstatements import describe_plan, write_commands
from koryu_rdf.model import Agreement, EarlierTie, PartialDate

NAMES = Identifiers("https://example.jp/id/")
BY = Signature("例示市 国際課", "2026-11-25")
PAGE = "https://www.city.example.jp/ties"
CITY, TWIN_TOWN = "フランス共和国ソレーヌ州ヴェルデュー市", "フランス共和国トゥーロワ市"
SETO = "愛知県瀬戸市"


def tie(overseas: str, day: PartialDate | None = None, kind: str = "sister-city", number: int = 1) -> Agreement:
    """Make an agreement that tells of an older tie of 瀬戸市."""
    agreement = agree(overseas, number=number)
    older = EarlierTie(kind, agreement.japanese_parties[0], agreement.overseas_parties[0], date=day)
    return msgspec.structs.replace(agreement, earlier_ties=(older,))


def decide(overseas: str, item: str, predicate: Predicate = EXACT) -> LinkRow:
    subject = NAMES.overseas_party(agree(overseas).overseas_parties[0])[1:-1]
    return _accept(subject, item, predicate)


def _accept(subject: str, item: str, predicate: Predicate = EXACT) -> LinkRow:
    decisions = Decisions()
    row = LinkRow(subject_id=subject, subject_label="x", object_id=f"wikidata:{item}", predicate_id=predicate)
    decisions.accept(row, BY)
    return decisions.rows[0]


HERE = _accept(NAMES.japanese_party(agree(CITY).japanese_parties[0])[1:-1], "Q9001")


def plan(index: Index, agreements: Iterable[Agreement], *rows: LinkRow, reference: str | None = PAGE) -> Plan:
    return plan_export(agreements, (HERE, *rows), index, NAMES, reference)


def write(found: Plan) -> list[str]:
    return write_commands(found.proposals, "2026-11-25").splitlines()


def test_a_tie_goes_both_ways_with_its_date_and_reference(index: Index) -> None:
    found = plan(index, [tie(CITY, PartialDate("1981-05", "month"))], decide(CITY, "Q2001"))
    source = f'S854\t"{PAGE}"\tS813\t+2026-11-25T00:00:00Z/11'
    assert write(found) == [
        f"Q9001\tP190\tQ2001\tP580\t+1981-05-00T00:00:00Z/10\t{source}",
        f"Q2001\tP190\tQ9001\tP580\t+1981-05-00T00:00:00Z/10\t{source}",
    ]


@pytest.mark.parametrize(
    ("value", "precision", "written"),
    [("1981", "year", "+1981-00-00T00:00:00Z/9"), ("1996-10-10", "day", "+1996-10-10T00:00:00Z/11")],
)
def test_a_date_is_as_precise_as_the_record(index: Index, value: str, precision: str, written: str) -> None:
    day = PartialDate(value, precision)  # type: ignore[arg-type]
    for line in write(plan(index, [tie(CITY, day)], decide(CITY, "Q2001"))):
        assert line.split("\t")[3:5] == ["P580", written]


def test_a_tie_without_a_date_says_none(index: Index) -> None:
    assert "P580" not in "".join(write(plan(index, [tie(CITY)], decide(CITY, "Q2001"))))


def test_what_is_there_is_not_added(index: Index) -> None:
    found = plan(index, [tie(TWIN_TOWN)], decide(TWIN_TOWN, "Q2007"))
    assert [line.split("\t")[:3] for line in write(found)] == [["Q9001", "P190", "Q2007"]]
    assert [one.reason for one in found.left_out] == ["export-there"]


def test_the_agreement_itself_is_no_tie_and_never_leaves(index: Index) -> None:
    assert write(plan(index, [agree(CITY)], decide(CITY, "Q2001"))) == []
    found = plan(index, [tie(CITY, kind="friendship-port")], decide(CITY, "Q2001"))
    assert (write(found), [one.reason for one in found.left_out]) == ([], ["export-other-kind"])


def test_an_end_that_nobody_decided_on_leaves_the_tie_out(index: Index) -> None:
    machine = msgspec.structs.replace(decide(CITY, "Q2001"), author_label="", mapping_tool="koryu-rdf")
    for rows in ((), (machine,)):
        found = plan(index, [tie(CITY)], *rows)
        assert (write(found), [one.reason for one in found.left_out]) == ([], ["export-undecided"])


def test_an_item_that_is_only_close_or_not_there_leaves_the_tie_out(index: Index) -> None:
    for row, reason in ((decide(CITY, "Q2001", CLOSE), "export-close"), (decide(CITY, "Q999999"), "export-item-gone")):
        found = plan(index, [tie(CITY)], row)
        assert (write(found), [one.reason for one in found.left_out]) == ([], [reason])


def test_several_records_of_one_tie_make_one_and_must_agree(index: Index) -> None:
    row, year, day = decide(CITY, "Q2001"), PartialDate("1981", "year"), PartialDate("1981-08-18", "day")
    lines = write(plan(index, [tie(CITY, year), tie(CITY, day, number=2), tie(CITY, number=3)], row))
    assert [line.split("\t")[4] for line in lines] == ["+1981-08-18T00:00:00Z/11"] * 2
    found = plan(index, [tie(CITY, year), tie(CITY, PartialDate("1982", "year"), number=2)], row)
    assert (write(found), [one.reason for one in found.left_out]) == ([], ["export-days-differ"])


def test_a_code_that_is_missing_is_added_and_one_that_differs_is_not(index: Index) -> None:
    chiba = agree(CITY, "千葉県")
    item = _accept(NAMES.japanese_party(chiba.japanese_parties[0])[1:-1], "Q9004")
    assert [line.split("\t")[:3] for line in write(plan(index, [chiba], item))] == [["Q9004", "P429", '"120006"']]
    other = msgspec.structs.replace(item, object_id="wikidata:Q9002")
    assert [one.reason for one in plan(index, [chiba], other).left_out] == ["export-code-differs"]


def test_the_preview_says_what_and_why(index: Index) -> None:
    found = plan(index, [tie(CITY, PartialDate("1981", "year")), tie(TWIN_TOWN, number=2)], decide(CITY, "Q2001"))
    japanese, english = ("\n".join(describe_plan(found, language)) for language in ("ja", "en"))
    assert f"+ {SETO} (Q9001) の姉妹都市（P190）に {CITY} (Q2001)、開始 1981" in japanese
    assert f"{SETO}・{TWIN_TOWN}: どちらかの項目をまだ人が決めていない" in japanese
    assert "since 1981" in english


def test_without_an_address_the_record_is_referred_to_and_no_quote_gets_in(index: Index) -> None:
    (line, _) = write(plan(index, [tie(CITY)], decide(CITY, "Q2001"), reference=None))
    assert '"https://example.jp/id/agreement/invented/1"' in line
    with pytest.raises(LinkError, match="no web address"):
        write(plan(index, [tie(CITY)], decide(CITY, "Q2001"), reference='https://example.jp/"\tQ1'))
