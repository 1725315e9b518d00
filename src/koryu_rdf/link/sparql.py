"""The questions to a SPARQL service: portable SPARQL 1.1, no label service, values in VALUES.

In: names, codes, identifiers. Out: the text of a query for one page of its answer. Sends nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from koryu_rdf.link.gazetteer import Start
from koryu_rdf.link.items import LANGUAGES, PROPERTIES, is_item_id
from koryu_rdf.link.kinds import ANCHORS, CITY, COUNTRY, REGION, SETTLEMENT
from koryu_rdf.link.spellings import list_languages
from koryu_rdf.namespaces import WIKIDATA_ENTITY
from koryu_rdf.terms import to_literal

PAGE = 20_000
ENTITY = WIKIDATA_ENTITY
DIRECT = "http://www.wikidata.org/prop/direct/"
_PREFIXES = f"""\
PREFIX wd: <{ENTITY}>
PREFIX wdt: <{DIRECT}>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_PREDICATES = {"label": "rdfs:label", "altLabel": "skos:altLabel", "sameAs": "owl:sameAs"}


def ask_countries(codes: Sequence[str]) -> str:
    """Ask for the countries that have one of the codes."""
    return f"""{_PREFIXES}SELECT DISTINCT ?asked ?item WHERE {{
  VALUES ?asked {{ {" ".join(map(to_literal, codes))} }}
  ?item wdt:P297 ?asked
}} ORDER BY ?asked ?item"""


def ask_named(names: Sequence[Sequence[str]]) -> str:
    """Ask for the items that have one of the names or codes."""
    texts = sorted({text for spellings in names for text in spellings})
    literals = " ".join(literal for text in texts for literal in _list_literals(text))
    codes = " ".join(to_literal(text) for text in texts if text.isascii())
    return f"""{_PREFIXES}SELECT DISTINCT ?asked ?item ?country WHERE {{
  {{ VALUES ?asked {{ {literals} }} {{ ?item rdfs:label ?asked }} UNION {{ ?item skos:altLabel ?asked }} }}
  UNION {{ VALUES ?asked {{ {codes} }} {{ ?item wdt:P429 ?asked }} UNION {{ ?item wdt:P300 ?asked }} }}
  OPTIONAL {{ ?item wdt:P17 ?country }}
}} ORDER BY ?asked ?item ?country"""


def ask_places(country: str) -> str:
    """Ask for all places of a country."""
    kinds = CITY | REGION | SETTLEMENT | COUNTRY
    return f"""{_PREFIXES}SELECT DISTINCT ?item WHERE {{
  VALUES ?kind {{ {_name_items(sorted(kinds))} }}
  {{ ?item wdt:P17 wd:{country} ; wdt:P31/wdt:P279* ?kind }} UNION {{ VALUES ?item {{ wd:{country} }} }}
}} ORDER BY ?item"""


def ask_beginning(starts: Sequence[Start]) -> str:
    """Ask for the items of a country that have a label beginning so."""
    rows = " ".join(f"(wd:{start.country} {to_literal(start.text)})" for start in starts if is_item_id(start.country))
    return f"""{_PREFIXES}SELECT DISTINCT ?country ?start ?item ?label WHERE {{
  VALUES (?country ?start) {{ {rows} }}
  ?item wdt:P17 ?country ; rdfs:label ?label .
  FILTER(LANG(?label) IN ("ja", "en", "mul") && STRSTARTS(STR(?label), ?start))
}} ORDER BY ?country ?start ?item ?label"""


def ask_facts(items: Sequence[str]) -> str:
    """Ask for the facts of items: every value of our properties, all units above, and their kinds as far as we know kinds."""
    return f"""{_PREFIXES}SELECT DISTINCT ?item ?property ?value WHERE {{
  VALUES ?item {{ {_name_items(items)} }}
  {{ VALUES ?property {{ {_name_properties(PROPERTIES)} }} ?item ?property ?value }}
  UNION {{ ?item wdt:P31/wdt:P279* ?value VALUES ?value {{ {_name_items(ANCHORS)} }} BIND(wdt:P31 AS ?property) }}
  UNION {{ ?item wdt:P131+ ?value BIND(wdt:P131 AS ?property) }}
  {_SPEAKS_OURS}
}} ORDER BY ?item ?property ?value"""


def ask_names(items: Sequence[str]) -> str:
    """Ask for the names of items, and what they were merged into."""
    return f"""{_PREFIXES}SELECT DISTINCT ?item ?property ?value WHERE {{
  VALUES ?item {{ {_name_items(items)} }}
  VALUES ?property {{ {_name_properties(("label", "altLabel", "sameAs"))} }}
  ?item ?property ?value
  {_SPEAKS_OURS}
}} ORDER BY ?item ?property ?value"""


def cut_page(query: str, number: int) -> str:
    """Ask for one page of an answer, from 0."""
    return f"{query}\nLIMIT {PAGE} OFFSET {number * PAGE}"


_SPEAKS_OURS = f"FILTER(!ISLITERAL(?value) || LANG(?value) IN ({', '.join(map(to_literal, ('', *LANGUAGES)))}))"


def _list_literals(text: str) -> Iterable[str]:
    return (to_literal(text, language) for language in list_languages(text))


def _name_items(items: Iterable[str]) -> str:
    return " ".join(f"wd:{item}" for item in items if is_item_id(item))


def _name_properties(properties: Iterable[str]) -> str:
    return " ".join(_PREDICATES.get(name, f"wdt:{name}") for name in properties)
