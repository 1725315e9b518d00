"""The order of the steps of linking: suggest -> (a person decides) -> apply -> the build reads what was applied.

In: a reading, a gazetteer, files of decisions. Out: suggestions, and decided links as a graph of their own beside them. How candidates
are found and judged, ``link`` knows; nothing here prints.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from koryu_rdf.identifiers import Identifiers
from koryu_rdf.link import link
from koryu_rdf.link.decisions import read_decisions
from koryu_rdf.link.export import Plan, plan_export
from koryu_rdf.link.facts import fetch_facts, read_facts, write_facts
from koryu_rdf.link.graph import Links, describe_links, merge_links
from koryu_rdf.link.mappings import LinkRow, read_mappings, write_mappings
from koryu_rdf.link.upkeep import check_items
from koryu_rdf.problems import Problem
from koryu_rdf.progress import Progress
from koryu_rdf.read import Reading, SortedRecords
from koryu_rdf.settings import Settings
from koryu_rdf.texts import Language
from koryu_rdf.write import write

if TYPE_CHECKING:
    from koryu_rdf.link.gazetteer import Gazetteer

DECISIONS_FILE, FACTS_FILE, LINK_GRAPH_FILE = "wikidata.sssom.tsv", "places.tsv", "wikidata.trig"
NO_PROGRESS = Progress()


def suggest_links(
    reading: Reading,
    gazetteer: Gazetteer,
    target: Path | BinaryIO,
    settings: Settings,
    decisions: Path,
    *,
    language: Language = "ja",
    progress: Progress = NO_PROGRESS,
) -> tuple[list[LinkRow], list[Problem]]:
    """Write suggestions of links as SSSOM; what people decided, in the file ``decisions``, stands unchanged.

    The problems are about decided items that Wikidata has merged or dropped.
    """
    decided = read_decisions(decisions).rows
    with SortedRecords(progress.follow("read", reading), reading.journal) as records:
        known = read_facts(decisions.parent / FACTS_FILE)
        rows = link(
            records, gazetteer, base=settings.base, decided=decided, known=known, language=language, progress=progress
        )
    problems = check_items(decided, gazetteer, decisions)
    write_mappings(rows, target, f"{settings.base}mapping-set/suggestions")
    return rows, problems


def apply_links(
    decisions: Path,
    suggestions: Path | None,
    gazetteer: Gazetteer | None,
    settings: Settings,
    *,
    same_as: bool = False,
) -> tuple[Links, list[Problem]]:
    """Write decided links as a graph of their own, and the facts about what they link to, beside the decisions.

    What the rule accepted in ``suggestions`` is linked too where nobody decided. Without a gazetteer the facts stay as they are.
    """
    rows = merge_links(read_decisions(decisions).rows, read_mappings(suggestions) if suggestions else ())
    known = read_facts(decisions.parent / FACTS_FILE)
    facts, problems = known, list[Problem]()
    if gazetteer:
        facts, problems = fetch_facts(rows, known, gazetteer), check_items(rows, gazetteer, decisions)
        write_facts(facts, decisions.parent / FACTS_FILE)
    links = Links(tuple(rows), tuple(facts))
    write_links(links, decisions.parent / LINK_GRAPH_FILE, settings.base, same_as=same_as)
    return links, problems


def plan_link_export(
    reading: Reading, gazetteer: Gazetteer, settings: Settings, decisions: Path, reference: str | None = None
) -> Plan:
    """Plan what Wikidata lacks of the older sister-city ties and the codes of governments that people have linked."""
    decided = read_decisions(decisions).rows
    with SortedRecords(reading, reading.journal) as records:
        return plan_export(records, decided, gazetteer, Identifiers(settings.base), reference)


def read_links(folder: Path, settings: Settings) -> Links:
    """Read the decisions and facts of a folder; without such files there are no links."""
    links = Links(tuple(read_decisions(folder / DECISIONS_FILE).rows), tuple(read_facts(folder / FACTS_FILE)))
    return links.move(settings.base)


def write_links(links: Links, target: Path, base: str, *, same_as: bool = False) -> int:
    """Write links as a named graph; gives the number of triples."""
    described = describe_links(links, base, same_as=same_as)
    return write(described, target, graph=f"{base}graph/links", prefixes=Identifiers(base).prefixes)
