"""Mappings in SSSOM, the field's format: a tab-separated table under a commented head.

In: :class:`Mapping` values, or a file of them. Out: a file, the same bytes for the same mappings, or the values. Columns of
others are kept out; nothing is decided here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, BinaryIO, Literal, get_args

import msgspec

from koryu_rdf.link.errors import make_link_error
from koryu_rdf.link.items import is_item_id
from koryu_rdf.outputs import open_output

Status = Literal["accepted", "candidate", "rejected", "none"]
WIKIDATA = "wikidata:"
NO_TERM = "sssom:NoTermFound"
"""The object of a decision that Wikidata has no item; suggestions leave it empty."""
Predicate = Literal["skos:exactMatch", "skos:closeMatch"]
EXACT: Predicate = "skos:exactMatch"
CLOSE: Predicate = "skos:closeMatch"
BY_NAME, BY_MANY, BY_HAND, BY_NOBODY = (
    f"semapv:{name}"
    for name in ("LexicalMatching", "CompositeMatching", "ManualMappingCuration", "UnspecifiedMatching")
)
COLUMNS = (
    *(
        "subject_id",
        "subject_label",
        "predicate_id",
        "predicate_modifier",
        "object_id",
        "object_label",
        "mapping_justification",
    ),
    *("confidence", "author_label", "mapping_tool", "mapping_date", "comment", "status"),
)
_HEAD = """\
# mapping_set_id: {set_id}
# license: https://creativecommons.org/publicdomain/zero/1.0/
# sssom_version: "1.0"
# curie_map:
#   adms: http://www.w3.org/ns/adms#
#   semapv: https://w3id.org/semapv/vocab/
#   skos: http://www.w3.org/2004/02/skos/core#
#   wikidata: http://www.wikidata.org/entity/
# extension_definitions:
#   - slot_name: status
#     property: adms:status
#     type_hint: xsd:string
"""


class LinkRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row: a subject and an item it may be, or nothing. The names are SSSOM's."""

    subject_id: Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$")]
    subject_label: str
    predicate_id: Predicate = EXACT
    predicate_modifier: Literal["", "Not"] = ""
    object_id: str = ""
    object_label: str = ""
    mapping_justification: Annotated[str, msgspec.Meta(pattern=r"^semapv:[A-Za-z]+$")] = BY_MANY
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    author_label: str = ""
    mapping_tool: str = ""
    mapping_date: Annotated[str, msgspec.Meta(pattern=r"^([0-9]{4}-[01][0-9]-[0-3][0-9])?$")] = ""
    comment: str = ""
    status: Status = "candidate"

    @property
    def item(self) -> str | None:
        """The item's identifier at Wikidata."""
        item = self.object_id.removeprefix(WIKIDATA)
        return item if is_item_id(item) else None


def write_mappings(rows: Iterable[LinkRow], target: Path | BinaryIO, set_id: str) -> int:
    """Write mappings in the order given and give their number."""
    with open_output(target) as stream:
        stream.write(_HEAD.format(set_id=set_id).encode())
        text = io.StringIO()
        writer = csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        writer.writerow(COLUMNS)
        count = 0
        for row in rows:
            writer.writerow([_to_cell(getattr(row, column)) for column in COLUMNS])
            count += 1
        stream.write(text.getvalue().encode())
    return count


def read_mappings(path: Path) -> list[LinkRow]:
    """Read a file of mappings; raises ``LinkError`` with the line for one that cannot be used."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise make_link_error("link-file-unreadable", path, reason=getattr(error, "strerror", None) or error) from error
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    table = csv.DictReader(lines[first:], delimiter="\t")
    missing = {"subject_id", "object_id", "status"} - set(table.fieldnames or ())
    if missing:
        raise make_link_error("link-file-columns", path, columns=", ".join(sorted(missing)))
    return list(_read_rows(table, path, first + 2))


def _read_rows(table: Iterable[Mapping[str | None, str | None]], path: Path, first_line: int) -> Iterator[LinkRow]:
    for line, cells in enumerate(table, first_line):
        row = {name: (cells.get(name) or "").strip() for name in COLUMNS}
        if not any(row.values()):
            continue
        yield read_row(row, f"{path}:{line}")


def read_row(cells: Mapping[str, str], where: str) -> LinkRow:
    """Read the cells of one row; an empty cell takes the default."""
    status, confidence = cells.get("status", ""), cells.get("confidence", "")
    if status not in get_args(Status):
        raise make_link_error("link-file-status", where, value=status)
    try:
        values = {name: cells[name] for name in COLUMNS if cells.get(name) and name != "confidence"}
        row = msgspec.convert({**values, "confidence": float(confidence) if confidence else None}, LinkRow)
    except (ValueError, msgspec.ValidationError) as error:
        raise make_link_error("link-file-row", where, reason=error) from error
    if (row.predicate_modifier == "Not") != (row.status == "rejected"):
        raise make_link_error(
            "link-file-row", where, reason=f"{row.status}, predicate_modifier {row.predicate_modifier!r}"
        )
    if row.status in ("accepted", "candidate", "rejected") and row.item is None:
        raise make_link_error("link-file-item", where, value=row.object_id)
    return row


def _to_cell(value: object) -> str:
    text = "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
    return " ".join(text.split()) if any(sign in text for sign in "\t\r\n") else text
