"""Originals: a source as it is given back to whoever is to mend it.

In: the sources of a reading. Out: an :class:`~koryu_rdf.correction_sheet.Original`: the workbook itself, tables of texts at the
places where they stand, or the lines of a document. Several sources are given back as nothing but a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from koryu_rdf.correction_sheet import Original
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.source import Source, read_lines
from koryu_rdf.texts import get_text


def find_original(sources: Sequence[Source]) -> Original:
    """Find what to give back of the sources."""
    if len(sources) != 1:
        return Original(notes=[get_text("correct", "list-several")] if sources else [])
    (source,) = sources
    return ORIGINALS.get(source.suffix, _list_only)(source)


def _open_workbook(source: Source) -> Original:
    return Original(workbook=source.open)


def _read_document(source: Source) -> Original:
    texts: dict[tuple[str | None, int | None], str] = {
        (source.name, number): line.strip() for number, line in enumerate(read_lines(source, Journal()), 1)
    }
    return Original(texts=texts, notes=[get_text("correct", "list-document", file=source.name)])


def _list_only(source: Source) -> Original:
    return Original(notes=[get_text("correct", "list-document", file=source.name)])


ORIGINALS: Mapping[str, Callable[[Source], Original]] = {".txt": _read_document, ".xlsx": _open_workbook}
