"""Headers of saved queries: what is read, and what is refused with file and line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from koryu_rdf.errors import QueryError
from koryu_rdf.query import get_query, list_queries
from koryu_rdf.query.parameters import DATATYPES
from koryu_rdf.query.saved import WORDS, Parameter, parse_query, read_query

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
#+ summary: Agreements with a country
#+ summary-ja: ある国との提携
#+ tags: partners, countries
#+ param: country xsd:string =
#+ param: since xsd:gYear = 1950
#+ returns: country, since, title

SELECT ?country ?since ?title
WHERE {
  ?agreement ?country ?title FILTER(STR(?since) != STR(?title))
}
ORDER BY ?country ?title
"""


def refuse(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse_query("mine", text, "mine.rq")
    assert caught.value.hint is not None
    return caught.value


def test_a_whole_header() -> None:
    saved = parse_query("mine", WHOLE, "mine.rq")
    assert saved.summary == ("ある国との提携", "Agreements with a country")
    assert saved.tags == ("partners", "countries")
    assert saved.parameters == (Parameter("country", "xsd:string"), Parameter("since", "xsd:gYear", "1950"))
    assert saved.returns == ("country", "since", "title")
    assert saved.text == WHOLE


def test_a_query_needs_no_header() -> None:
    saved = parse_query("mine", "ASK { ?s ?p ?o }", "mine.rq")
    assert saved.summary == ("mine", "mine")
    assert (saved.tags, saved.parameters, saved.returns) == ((), (), ())


def test_the_english_summary_stands_in_for_the_japanese() -> None:
    assert parse_query("mine", "#+ summary: Mine\nASK { ?s ?p ?o }", "mine.rq").summary.ja == "Mine"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("#+ tags:", "#+ tag:", 3, "tag: partners"),
        ("#+ tags: partners, countries", "#+ tags", 3, "#+ tags"),
        ("country xsd:string", "country xsd:text", 4, "xsd:text"),
        ("country xsd:string", "country", 4, "country"),
        ("country xsd:string", "the country xsd:string", 4, "the country"),
        ("since xsd:gYear = 1950", "since xsd:gYear = soon", 5, "soon"),
        ("since xsd:gYear = 1950", "sinc xsd:gYear = 1950", 5, "sinc"),
        ("since xsd:gYear", "country xsd:gYear", 5, "country"),
        ("returns: country, since, title", "returns: country, title", 5, "since"),
        ("#+ returns:", "#+ summary:", 6, "summary"),
    ],
)
def test_a_wrong_header_is_named_with_its_line(old: str, new: str, line: int, said: str) -> None:
    assert old in WHOLE
    error = refuse(WHOLE.replace(old, new, 1))
    assert error.where == f"mine.rq:{line}"
    assert said in error.message.ja
    assert said in error.message.en


def test_a_parameter_must_be_more_than_mentioned_in_a_comment() -> None:
    refuse("#+ param: word xsd:string =\n# ?word is what to look for\nASK { ?s ?p ?words }")


def test_hints_name_what_can_be_written() -> None:
    hint = refuse(WHOLE.replace("xsd:string", "xsd:text")).hint
    assert hint is not None
    assert all(datatype in hint.en for datatype in DATATYPES)
    hint = refuse(WHOLE.replace("#+ tags", "#+ tag")).hint
    assert hint is not None
    assert all(word in hint.ja for word in WORDS)


def test_bundled_queries_are_listed_by_name() -> None:
    names = [saved.name for saved in list_queries()]
    assert names == sorted(names)
    assert get_query("agreements-per-year").name == "agreements-per-year"
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


def test_an_unknown_query_gets_names_like_it() -> None:
    with pytest.raises(QueryError) as caught:
        get_query("agreement-per-years")
    assert caught.value.hint is not None
    assert "agreements-per-year" in caught.value.hint.en
    assert "missions" not in caught.value.hint.en


def test_a_query_unlike_any_gets_all_names() -> None:
    with pytest.raises(QueryError) as caught:
        get_query("../../etc/passwd")
    assert caught.value.hint is not None
    assert all(saved.name in caught.value.hint.ja for saved in list_queries())


def test_a_file_is_read_whatever_windows_put_before_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(WHOLE, "utf-8-sig")
    assert read_query(path) == parse_query("mine", WHOLE, str(path))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    with pytest.raises(QueryError) as missing:
        read_query(path)
    path.write_bytes("#+ summary-ja: 提携".encode("cp932"))
    with pytest.raises(QueryError) as foreign:
        read_query(path)
    assert missing.value.where == foreign.value.where == str(path)
