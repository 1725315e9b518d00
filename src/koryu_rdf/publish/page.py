"""Pages: what is in a published folder with every agreement in one table, and a list of problems.

In: agreements, counts and settings. Out: HTML in Japanese and English that needs no script and nothing from elsewhere. Every value
is escaped by the template engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from koryu_rdf import codelists
from koryu_rdf.countries import find_country_by_code
from koryu_rdf.model import Agreement
from koryu_rdf.outputs import open_output
from koryu_rdf.problems import Problem
from koryu_rdf.publish.catalogue import Publication
from koryu_rdf.publish.templates import get_template
from koryu_rdf.terms import is_web_address
from koryu_rdf.texts import Language, Text, get_text


def write_page(
    agreements: Iterable[Agreement], publication: Publication, figures: Mapping[str, int], target: Path
) -> None:
    """Write the page; the table streams, so its size is not held in memory."""
    rows = (_describe_row(agreement) for agreement in agreements)
    stream = get_template("index.html").stream(
        publication=publication, figures=figures, rows=rows, files=_list_files(publication)
    )
    stream.enable_buffering(64)
    with open_output(target) as file:
        stream.dump(file, encoding="utf-8")


def _list_files(publication: Publication) -> dict[str, Text]:
    """Say what each file holds: the data, the catalogue and the reports."""
    data = {name: get_text("publish", "file" + "".join(Path(name).suffixes)) for name in publication.files}
    beside = ("catalog.ttl", "report/problems.csv", "report/validation.ttl")
    return {**data, **{name: get_text("publish", name) for name in beside}}


def write_problem_page(problems: Iterable[Problem], target: Path, language: Language) -> None:
    """Write the list of problems as a page to read and print."""
    rows = [problem.to_row(language) for problem in problems]
    with open_output(target) as file:
        get_template("problems.html").stream(rows=rows, language=language).dump(file, encoding="utf-8")


def _describe_row(agreement: Agreement) -> dict[str, Any]:
    countries = dict.fromkeys(party.country for party in agreement.overseas_parties if party.country)
    kinds = codelists.get_code_list("agreement-kinds")
    return {
        "agreement": agreement,
        "kind": kinds[agreement.kind].label if agreement.kind in kinds else None,
        "countries": [country for code in countries if (country := find_country_by_code(code))],
        "pages": [page for page in agreement.web_pages if is_web_address(page.url)],
    }
