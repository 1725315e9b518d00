"""The check stage: what a result says, where it points, and what stops a check."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import rdflib

from koryu_rdf.check import check
from koryu_rdf.errors import CheckError
from koryu_rdf.problems import Problem, Where

if TYPE_CHECKING:
    from pathlib import Path

AGREEMENT = "https://w3id.org/koryu/id/agreement/trade-2012"
XSD = "http://www.w3.org/2001/XMLSchema#"
Spoil = Callable[[str], bytes]


def find_problem(data: bytes, code: str) -> Problem:
    found = [problem for problem in check(data).problems if problem.code == code]
    assert len(found) == 1, found
    return found[0]


def test_good_data_conforms(good_data: bytes) -> None:
    report = check(good_data)
    assert report.conforms
    assert report.results == ()
    assert report.problems == []


def test_no_data_conforms() -> None:
    assert check(b"").conforms


# What a problem says


def test_message_has_the_sentence_and_the_facts_in_both_languages(spoil: Spoil) -> None:
    problem = find_problem(spoil('bare: koryu:signedOn "2011-02-30"^^xsd:date .'), "Agreement-signedOn")
    assert problem.message.ja.startswith("締結日は一つだけで、実在する日")
    assert problem.message.en.startswith("the date of signing must be only one, and a day that exists")
    for message in problem.message:
        assert f"<{AGREEMENT}/2>" in message
        assert f'"2011-02-30"^^<{XSD}date>' in message
        assert "koryu:signedOn" in message
        assert "sh:or (shapes:Day shapes:Month shapes:Year)" in message


def test_problem_names_code_severity_field_value_and_hint(spoil: Spoil) -> None:
    problem = find_problem(spoil('place:cn-north skos:altLabel "呉江" .'), "Party-altLabel")
    assert problem.severity == "warning"
    assert problem.field == "skos:altLabel"
    assert problem.value == "呉江"
    assert "言語の印" in problem.hint.ja
    assert "tag" in problem.hint.en


def test_missing_value_is_told_by_its_constraint(spoil: Spoil) -> None:
    problem = find_problem(spoil('survey:new a koryu:Survey ; dcterms:title "調査"@ja .'), "Survey-identifier")
    assert problem.value is None
    assert "sh:minCount 1" in problem.message.en
    assert "value" not in problem.message.en


def test_text_that_is_odd_comes_through_unharmed(spoil: Spoil) -> None:
    odd = r'"\\1 \"{value}\" {?this} \\g<9> \u0085\n"'
    problem = find_problem(spoil(f"full-:contact vcard:fn {odd} ."), "Contact-department")
    assert problem.value == '\\1 "{value}" {?this} \\g<9> \u0085\n'
    assert r"\\1 \"{value}\" {?this} \\g<9> " in problem.message.ja


def test_query_gives_both_languages_and_the_value(spoil: Spoil) -> None:
    problem = find_problem(spoil('full: koryu:renewedOn "2005"^^xsd:gYear .'), "Agreement-renewedAfterSigning")
    assert problem.message.ja.startswith("更新日は締結日より後")
    assert problem.message.en.startswith("a renewal must come after the signing")
    assert problem.value == "2005"


def test_path_of_two_properties_is_told(spoil: Spoil) -> None:
    problem = find_problem(spoil("bare: koryu:party country:FR ."), "Agreement-party")
    assert problem.field == "koryu:japaneseParty|koryu:overseasParty"


def test_warning_alone_does_not_conform(spoil: Spoil) -> None:
    report = check(spoil('place:cn-north skos:altLabel "呉江" .'))
    assert {problem.severity for problem in report.problems} == {"warning"}
    assert not report.conforms


# Where a problem stands


def test_where_comes_from_the_source_of_the_agreement(spoil: Spoil) -> None:
    problem = find_problem(spoil('full: koryu:background "文" .'), "Agreement-background")
    assert problem.where == Where(file="trade.txt", line=52, record="trade-2012/1")


@pytest.mark.parametrize(
    ("turtle", "code"),
    [
        ("full-:contact vcard:hasEmail <mail:a> .", "Contact-email"),
        ("full-:source koryu:firstLine 53 .", "SourceRecord-firstLine"),
        ('full-:other a vcard:Organization ; vcard:fn "課" .', "Contact-department"),
        ("tie:old koryu:tieKind tiekind:sister-city .", "EarlierTie-tieKind"),
        ('place:cn-region skos:altLabel "江蘇" .', "Party-altLabel"),
        ('country:DK koryu:countryCode "DN" .', "Country-countryCode"),
        ('organization:title skos:altLabel "局" .', "Party-altLabel"),
    ],
)
def test_what_belongs_to_an_agreement_is_found_through_it(spoil: Spoil, turtle: str, code: str) -> None:
    assert find_problem(spoil(turtle), code).where == Where(file="trade.txt", line=52, record="trade-2012/1")


def test_agreement_that_names_a_node_comes_before_one_that_leads_to_it(spoil: Spoil) -> None:
    problem = find_problem(spoil('place:jp-120006 skos:altLabel "千葉" .'), "Party-altLabel")
    assert problem.where.record == "trade-2012/2"


def test_first_agreement_is_the_first_by_number(spoil: Spoil) -> None:
    tenth = f"<{AGREEMENT}/10> a koryu:Agreement ; dcterms:identifier 'trade-2012/10' ; koryu:overseasParty place:new ."
    second = "bare: koryu:overseasParty place:new ."
    place = "place:new a koryu:Municipality ; skos:altLabel '新' ."
    assert find_problem(spoil(tenth + second + place), "Party-altLabel").where.record == "trade-2012/2"


def test_survey_and_catalogue_belong_to_no_agreement(spoil: Spoil) -> None:
    data = spoil('survey:trade-2012 dcterms:title "調査" . base:dataset dcterms:identifier base:dataset .')
    problems = check(data).problems
    assert {problem.code for problem in problems} == {"Survey-title", "Identified-identifier"}
    assert {problem.where for problem in problems} == {Where()}


def test_origins_take_the_place_of_the_source(spoil: Spoil) -> None:
    data = spoil('full: koryu:background "文" . bare: koryu:background "文" .')
    origin = Where(file="trade.csv", line=41, sheet="経済", cell="C41")
    problems = check(data, origins={"trade-2012/1": origin}).problems
    first = Where(file="trade.csv", line=41, sheet="経済", cell="C41", record="trade-2012/1")
    assert {problem.where for problem in problems} == {first, Where(file="trade.txt", record="trade-2012/2")}


# What stops a check, and what does not


@pytest.mark.parametrize(
    "data",
    [b"<urn:a> <urn:b> .\n", b"<urn:a> <urn:b> <urn:c d> .\n", b'<urn:a> <urn:b> "\xff" .\n', b"@prefix a: <b> ."],
)
def test_data_that_is_no_n_triples_cannot_be_checked(data: bytes) -> None:
    with pytest.raises(CheckError) as caught:
        check(data)
    assert caught.value.__cause__ is not None
    assert "N-Triples" in caught.value.message.ja
    assert "N-Triples" in caught.value.message.en
    assert caught.value.hint is not None


SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix koryu: <https://w3id.org/koryu/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<urn:shape> a sh:NodeShape ; sh:targetClass koryu:Survey ; sh:property
"""


def write_shape(folder: Path, rest: str) -> Path:
    path = folder / "mine.ttl"
    path.write_text(SHAPE + rest, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "rest",
    [
        '[ sh:path dcterms:title ; sh:pattern "(" ] .',
        "[ sh:path dcterms:title ; sh:minCount 'one' ] .",
        "[ sh:path dcterms:title ; sh:sparql [ sh:select 'SELECT nothing' ] ] .",
        "[ sh:path dcterms:title ; sh:sparql [ sh:select 'SELECT $this { $this ?p ?o MINUS { $this ?p 1 } }' ] ] .",
    ],
)
def test_shapes_that_the_engine_cannot_use_stop_the_check(tmp_path: Path, good_data: bytes, rest: str) -> None:
    with pytest.raises(CheckError) as caught:
        check(good_data, shapes=[write_shape(tmp_path, rest)])
    assert caught.value.__cause__ is not None
    assert "SHACL" in caught.value.message.ja


@pytest.mark.parametrize("text", [None, "no turtle"])
def test_shapes_that_cannot_be_read_stop_the_check(tmp_path: Path, good_data: bytes, text: str | None) -> None:
    path = tmp_path / "mine.ttl"
    if text:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CheckError) as caught:
        check(good_data, shapes=[path])
    assert caught.value.where == "mine.ttl"


ODD_VALUES = [
    '""',
    r'"\\1 \\g<9> {?this} {$value}"',
    '"日"@ja',
    '"x"^^xsd:integer',
    '"-5"^^xsd:integer',
    f'"{"9" * 400}"^^xsd:integer',
    '"2011-02-30"^^xsd:date',
    '"-99999-01-01"^^xsd:date',
    '"2011-01-01T00:00:00Z"^^xsd:dateTime',
    '"NaN"^^xsd:double',
    '"zz"^^xsd:hexBinary',
    '"P1Y"^^xsd:duration',
    '"<a"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>',
    '"q"^^<urn:unknown>',
    "<urn:unknown>",
    "_:blank",
]


@pytest.mark.parametrize("value", ODD_VALUES)
def test_no_value_in_the_data_stops_the_check(good_data: bytes, value: str, capfd: pytest.CaptureFixture[str]) -> None:
    token = value.replace("xsd:", f"<{XSD}").replace("<<", "<")
    token = token + ">" if "xsd:" in value else token
    lines = [line for line in good_data.decode().splitlines() if line]
    spoilt = [
        re.sub(r"^(\S+ \S+) .*$", lambda match: f"{match[1]} {token} .", line) for line in lines if "#type>" not in line
    ]
    report = check("\n".join([*lines, *spoilt]).encode())
    assert report.problems
    assert capfd.readouterr() == ("", "")


# Somebody else's shapes


def test_shape_without_iri_and_message_is_told_by_its_constraint(tmp_path: Path, good_data: bytes) -> None:
    path = write_shape(tmp_path, "[ sh:path dcterms:creator ; sh:minCount 1 ; sh:severity sh:Info ] .")
    problem = check(good_data, shapes=[path]).problems[0]
    assert problem.code == "MinCountConstraintComponent"
    assert problem.severity == "info"
    assert problem.field == "dcterms:creator"
    assert "sh:minCount 1" in problem.message.ja
    assert "Less than 1 values" in problem.message.en
    assert problem.hint.ja
    assert problem.hint.en


def test_shape_with_iri_gives_its_local_name(tmp_path: Path, good_data: bytes) -> None:
    messages = "sh:message 'Name somebody', 'Nennen Sie jemanden'@de ; sh:description '書く'@ja"
    creator = "<http://example.org/rules/Creator>"
    rest = f"{creator} . {creator} sh:path dcterms:creator ; sh:minCount 1 ; {messages} ."
    path = write_shape(tmp_path, rest)
    problem = check(good_data, shapes=[path]).problems[0]
    assert problem.code == "Creator"
    assert problem.severity == "error"
    assert problem.message.ja.startswith("Name somebody（")
    assert problem.message.en.startswith("Name somebody (")
    assert problem.hint == ("書く", "書く")


def test_message_in_one_language_serves_the_other(tmp_path: Path, good_data: bytes) -> None:
    path = write_shape(tmp_path, "[ sh:path dcterms:creator ; sh:minCount 1 ; sh:message 'Name somebody'@en-GB ] .")
    problem = check(good_data, shapes=[path]).problems[0]
    assert problem.message.ja.startswith("Name somebody（")


def test_values_in_a_query_message_are_filled(tmp_path: Path, good_data: bytes) -> None:
    query = "SELECT $this ?value { $this $PATH ?value }"
    rest = f"[ sh:path dcterms:identifier ; sh:sparql [ sh:select '{query}' ; sh:message 'not {{?value}}' ] ] ."
    problem = check(good_data, shapes=[write_shape(tmp_path, rest)]).problems[0]
    assert problem.message.en.startswith("not trade-2012 (")
    assert problem.code == "SPARQLConstraintComponent"


def test_result_that_two_shapes_share_stands_once(tmp_path: Path, good_data: bytes) -> None:
    rest = "<urn:p> . <urn:other> a sh:NodeShape ; sh:targetClass koryu:Survey ; sh:property <urn:p> ."
    path = write_shape(tmp_path, rest + " <urn:p> sh:path dcterms:creator ; sh:minCount 1 .")
    assert len(check(good_data, shapes=[path]).problems) == 1


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("[ sh:inversePath dcterms:isPartOf ]", "^(dcterms:isPartOf)"),
        ("( dcterms:isPartOf dcterms:title )", "dcterms:isPartOf/dcterms:title"),
        ("[ sh:zeroOrMorePath dcterms:isPartOf ]", "(dcterms:isPartOf)*"),
        ("( [ sh:alternativePath ( koryu:a koryu:b ) ] dcterms:title )", "(koryu:a|koryu:b)/dcterms:title"),
    ],
)
def test_paths_are_written_as_in_sparql(tmp_path: Path, good_data: bytes, path: str, field: str) -> None:
    shapes = write_shape(tmp_path, f"[ sh:path {path} ; sh:minCount 99 ] .")
    assert check(good_data, shapes=[shapes]).problems[0].field == field


# The rest of the process


def test_switches_of_the_process_are_put_back(good_data: bytes) -> None:
    before = rdflib.NORMALIZE_LITERALS
    for normalize in (True, False):
        rdflib.NORMALIZE_LITERALS = normalize
        try:
            check(good_data)
            assert normalize == rdflib.NORMALIZE_LITERALS
        finally:
            rdflib.NORMALIZE_LITERALS = before


def test_literals_stay_as_written(spoil: Spoil) -> None:
    problem = find_problem(spoil('bare: koryu:number "02"^^xsd:integer .'), "Agreement-number")
    assert "sh:maxCount 1" in problem.message.en
    problem = find_problem(spoil('bare: koryu:background "01"^^xsd:integer .'), "Agreement-background")
    assert problem.value == "01"


def test_import_is_quick() -> None:
    program = "import sys, koryu_rdf.check; sys.exit(len({'rdflib', 'pyshacl'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
