"""Marks: rules of a worksheet that lay a fill and a border over the cells that have problems.

In: a worksheet and the cells to mark. Out: conditional formats that hold always, before the clerk's own. No format of a
cell is changed, so taking the marks away leaves just what was there before; they move with the cells when rows are
inserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from koryu_rdf.correct.worksheet import Worksheet
from koryu_rdf.correct.xml import add_child, detach, insert_ordered, name
from koryu_rdf.problems import Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

AFTER_RULES = (
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties"
    " cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls"
    " webPublishItems tableParts extLst"
).split()

_FORMULA = 'ISTEXT("koryu-{}")'  # always true, and a name by which to know the rule again
_OURS = re.compile(r'\s*ISTEXT\("koryu-\w+"\)\s*', re.IGNORECASE)
_CELLS_A_RULE = 200  # an attribute that lists cells should not grow without bound


def mark_cells(worksheet: Worksheet, cells: Mapping[Severity, Sequence[str]], styles: Mapping[Severity, int]) -> None:
    """Mark cells by gravity; ``styles`` gives the number of the format to lay over them."""
    rules = list(_list_rules(worksheet.tail, cells, styles))
    _shift_priorities(worksheet.tail, 0, len(rules))
    for priority, rule in enumerate(rules, 1):
        rule[0].set("priority", str(priority))
        insert_ordered(worksheet.tail, rule, AFTER_RULES)


def is_marked(data: bytes) -> bool:
    """Say whether a worksheet may hold marks of an earlier run."""
    return b"koryu-" in data


def unmark_cells(worksheet: Worksheet) -> None:
    """Take away the marks of an earlier run, and give the clerk's rules the ranks that they had before."""
    for rule in [rule for rule in _iterate_rules(worksheet.tail) if _is_ours(rule)]:
        group = next(rule.iterancestors())
        detach(rule)
        if not any(sibling.tag == rule.tag for sibling in group):
            detach(group)
        _shift_priorities(worksheet.tail, int(rule.get("priority", 0)), -1)


def _list_rules(
    tail: _Element, cells: Mapping[Severity, Sequence[str]], styles: Mapping[Severity, int]
) -> Iterator[_Element]:
    for severity, marked in cells.items():
        for start in range(0, len(marked), _CELLS_A_RULE):
            some = " ".join(marked[start : start + _CELLS_A_RULE])
            group = tail.makeelement(name("conditionalFormatting", tail), {"sqref": some})
            rule = add_child(group, "cfRule", {"type": "expression", "dxfId": str(styles[severity]), "priority": "0"})
            add_child(rule, "formula").text = _FORMULA.format(severity)
            yield group


def _shift_priorities(tail: _Element, above: int, by: int) -> None:
    """Move the ranks of the rules behind one; the rules of later Excel versions count with the others."""
    for rule in _iterate_rules(tail):
        if int(rule.get("priority", 0)) > above:
            rule.set("priority", str(int(rule.get("priority", 0)) + by))


def _iterate_rules(tail: _Element) -> Iterator[_Element]:
    return tail.iter("{*}cfRule")


def _is_ours(rule: _Element) -> bool:
    formulas = [child.text or "" for child in rule if etree.QName(child).localname in ("formula", "f")]
    return any(_OURS.fullmatch(formula) for formula in formulas)
