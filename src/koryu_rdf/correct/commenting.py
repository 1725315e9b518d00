"""Comments put into a package: the parts that hold them, and how the worksheet refers to those.

In: a worksheet and a text for each cell. Out: its comments and their boxes, made where there were none, and taken out of the
package where none are left.
"""

from __future__ import annotations

from collections.abc import Mapping

from koryu_rdf.correct.comments import EMPTY_COMMENTS, Comments
from koryu_rdf.correct.notes import EMPTY_DRAWING, Notes
from koryu_rdf.correct.package import Package, Relations
from koryu_rdf.correct.worksheet import Worksheet
from koryu_rdf.correct.xml import RELATION, find_child, insert_ordered, name

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst".split()
_IDENTIFIER = f"{{{RELATION}}}id"


def comment_cells(package: Package, part: str, worksheet: Worksheet, texts: Mapping[str, str]) -> None:
    """Say ``texts`` in the comments of their cells, in the place of what an earlier run said."""
    relations = Relations(package, part)
    comments_part = next((target for _, target in relations.find("comments")), None)
    drawing_part = _find_drawing(relations, worksheet)
    comments = Comments(package.read(comments_part) if comments_part else EMPTY_COMMENTS)
    notes = Notes(package.read(drawing_part) if drawing_part else EMPTY_DRAWING)
    notes.remove(comments.strip())
    notes.add({cell: text for cell, text in texts.items() if comments.append(cell, text)}, worksheet)
    comments_part = comments_part or package.name_free("xl/comments{}.xml")
    drawing_part = drawing_part or package.name_free("xl/drawings/vmlDrawing{}.vml")
    if comments.is_empty and notes.is_empty:
        _take_out(package, relations, worksheet, (comments_part, drawing_part))
        return
    package.write(comments_part, comments.to_bytes(), _COMMENTS_TYPE)
    package.write(drawing_part, notes.to_bytes())
    package.add_default_type("vml", _DRAWING_TYPE)
    relations.add("comments", comments_part)
    _refer(worksheet, relations.add("vmlDrawing", drawing_part))


def _find_drawing(relations: Relations, worksheet: Worksheet) -> str | None:
    """Find the drawing that holds the boxes: a worksheet may have another one, for its header and footer."""
    reference = find_child(worksheet.tail, "legacyDrawing")
    return None if reference is None else dict(relations.find("vmlDrawing")).get(reference.get(_IDENTIFIER, ""))


def _refer(worksheet: Worksheet, identifier: str) -> None:
    if find_child(worksheet.tail, "legacyDrawing") is None:
        reference = worksheet.tail.makeelement(name("legacyDrawing", worksheet.tail), {_IDENTIFIER: identifier})
        insert_ordered(worksheet.tail, reference, _AFTER_DRAWING)


def _take_out(package: Package, relations: Relations, worksheet: Worksheet, parts: tuple[str, str]) -> None:
    for kind in ("comments", "vmlDrawing"):
        for identifier in [identifier for identifier, target in relations.find(kind) if target in parts]:
            relations.remove(identifier)
    for part in parts:
        package.remove(part)
    reference = find_child(worksheet.tail, "legacyDrawing")
    if reference is not None:
        worksheet.tail.remove(reference)
