"""Upkeep: whether the items that people accepted are still what they were.

In: decisions and a gazetteer. Out: problems; the decisions stay as they are, since only a person changes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from koryu_rdf.link.gazetteer import Gazetteer
from koryu_rdf.link.items import MERGED_INTO, gather_items
from koryu_rdf.link.mappings import LinkRow
from koryu_rdf.problems import Problem, Where, make_problem


def check_items(rows: Iterable[LinkRow], gazetteer: Gazetteer, file: Path) -> list[Problem]:
    """Report the accepted items that were merged into others or are not there any more."""
    accepted = {row.item: row for row in rows if row.status == "accepted" and row.item}
    items = gather_items(gazetteer.fetch_names(sorted(accepted))) if accepted else {}
    return list(_list_problems(accepted, {item: known.get(MERGED_INTO) for item, known in items.items()}, file))


def _list_problems(accepted: dict[str, LinkRow], merged: dict[str, tuple[str, ...]], file: Path) -> Iterator[Problem]:
    for item, row in sorted(accepted.items()):
        where = Where(file.as_posix(), record=row.subject_label)
        if item not in merged:
            yield make_problem("link-item-missing", where, field="object_id", value=item)
        elif merged[item]:
            yield make_problem("link-item-merged", where, field="object_id", value=item, other=merged[item][0])
