"""The list of problems as a page.

In: problems. Out: one HTML file in one language, to be read and printed, that needs nothing beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from koryu_rdf.outputs import open_output
from koryu_rdf.problems import Problem
from koryu_rdf.publish.templates import get_template
from koryu_rdf.texts import Language


def write_problem_page(problems: Iterable[Problem], target: Path, language: Language) -> None:
    """Write the list of problems as a page to read and print."""
    rows = [problem.to_row(language) for problem in problems]
    with open_output(target) as file:
        get_template("problems.html").stream(rows=rows, language=language).dump(file, encoding="utf-8")
