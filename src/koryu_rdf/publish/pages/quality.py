"""The page on the quality of the data, in plain words: what was found in the source and in the data, how often, and how to mend it.

In: all problems of reading and checking. Out: the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from koryu_rdf.problems import SEVERITIES, Problem, count_by_severity, explain, list_codes
from koryu_rdf.publish.writer import Page, name_page
from koryu_rdf.texts import Text

MOST_PLACES = 5
QUALITY_PATH = "quality"


def make_quality_page(problems: Iterable[Problem]) -> Page:
    """Make the page: problems of one code together, the gravest and the most frequent first."""
    groups: defaultdict[str, list[Problem]] = defaultdict(list)
    problems = list(problems)
    for problem in problems:
        groups[problem.code].append(problem)
    ordered = sorted(
        groups.values(), key=lambda group: (SEVERITIES.index(group[0].severity), -len(group), group[0].code)
    )
    values = {
        "groups": [(_name(group), group) for group in ordered],
        "counts": count_by_severity(problems),
        "most": MOST_PLACES,
    }
    return Page(QUALITY_PATH, "quality.html", name_page("quality"), values)


def _name(group: list[Problem]) -> Text:
    """Name a group by its one problem, or by when problems of its code are met."""
    first = group[0]
    return first.message if len(group) == 1 or first.code not in list_codes() else explain(first.code).when
