"""Correct: a source and its problems become the workbook in which a clerk mends them.

In: problems, and the source as a workbook, as tables or as lines of text. Out: the same workbook with each wrong cell marked
and commented, and one sheet more that lists the problems. Nothing is mended here, and nothing of the clerk's is changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

from lxml.etree import LxmlError

from koryu_rdf.a1 import parse_cell
from koryu_rdf.correct.commenting import comment_cells
from koryu_rdf.correct.findings import Finding, get_gravest, word_comment
from koryu_rdf.correct.listing import add_formats, list_findings
from koryu_rdf.correct.marks import is_marked, mark_cells, unmark_cells
from koryu_rdf.correct.tables import make_workbook, name_sheets
from koryu_rdf.correct.workbook import Workbook
from koryu_rdf.correct.worksheet import Worksheet
from koryu_rdf.correction_sheet import SHEET_NAMES, Original
from koryu_rdf.outputs import make_write_error, open_output
from koryu_rdf.problems import SEVERITIES, Problem, Severity
from koryu_rdf.texts import Language, Text, get_text

# What is raised at a workbook that is not what it should be; the reader saw its cells, but not every part of it.
_DAMAGE = (LxmlError, BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, LookupError, ValueError)


def correct(problems: Sequence[Problem], original: Original, target: Path | BinaryIO, language: Language) -> None:
    """Write the workbook with its problems marked, commented and listed; what an earlier run added is replaced.

    Raises :class:`~koryu_rdf.errors.WriteError` for a target that cannot be written and a workbook that cannot be changed.
    """
    with open_output(target) as stream, ExitStack() as opened:
        try:
            workbook = _open(original, opened)
            findings = _find(problems, original, workbook)
            _mark(workbook, findings, language)
            _list(workbook, findings, original.notes, language)
            workbook.save(stream)
        except _DAMAGE as error:
            raise make_write_error("write-workbook", None, reason=error) from error


def _open(original: Original, opened: ExitStack) -> Workbook:
    if original.workbook is None:
        return make_workbook(original.tables)
    return Workbook(opened.enter_context(original.workbook()))


def _find(problems: Sequence[Problem], original: Original, workbook: Workbook) -> list[Finding]:
    """Say where in the workbook each problem shows; a table's only sheet goes without saying.

    A line is not quoted where a problem of it does not repeat its value: that may be personal data.
    """
    names = [table.name for table in original.tables]
    titles: dict[str | None, str] = dict(zip(names, name_sheets(names), strict=True))
    only = next(iter(titles.values())) if len(titles) == 1 else None
    silent = {(problem.where.file or "", problem.where.line or 0) for problem in problems if problem.value is None}
    findings = []
    for problem in problems:
        where = problem.where
        sheet = titles.get(where.sheet, only if where.sheet is None else where.sheet)
        place = (where.file or "", where.line or 0)
        findings.append(Finding(problem, sheet, where.cell, None if place in silent else original.texts.get(place)))
    places = {title: place for place, title in enumerate(workbook.worksheets)}
    return sorted(findings, key=lambda finding: _order(finding, places))


def _order(finding: Finding, places: Mapping[str, int]) -> tuple[object, ...]:
    """Order by file, sheet as it stands in the workbook, then place, then gravity; what concerns the whole comes first."""
    problem = finding.problem
    cell = parse_cell(finding.cell or "") or (0, 0)
    sheet = places.get(finding.sheet, len(places)) if finding.sheet else -1
    return (
        problem.where.file or "",
        sheet,
        problem.where.line or 0,
        cell,
        SEVERITIES.index(problem.severity),
        problem.code,
    )


def _mark(workbook: Workbook, findings: Sequence[Finding], language: Language) -> None:
    styles = {severity: workbook.styles.add_mark(severity) for severity in SEVERITIES} if findings else {}
    for title, part in workbook.worksheets.items():
        own = [finding for finding in findings if finding.sheet == title and parse_cell(finding.cell or "")]
        data = workbook.package.read(part)
        if own or is_marked(data):
            worksheet = Worksheet(data)
            by_cell = _gather(own, worksheet)
            unmark_cells(worksheet)
            mark_cells(worksheet, _rank(by_cell), styles)
            texts = {cell: word_comment(found, language) for cell, found in by_cell.items()}
            comment_cells(workbook.package, part, worksheet, texts)
            workbook.package.write(part, worksheet.to_bytes())


def _gather(findings: Sequence[Finding], worksheet: Worksheet) -> dict[str, list[Finding]]:
    """Gather findings by the cell that shows them."""
    gathered: dict[str, list[Finding]] = {}
    for finding in findings:
        gathered.setdefault(worksheet.find_visible(finding.cell or ""), []).append(finding)
    return gathered


def _rank(by_cell: Mapping[str, Sequence[Finding]]) -> dict[Severity, list[str]]:
    ranked: dict[Severity, list[str]] = {severity: [] for severity in SEVERITIES}
    for cell, found in by_cell.items():
        ranked[get_gravest(found)].append(cell)
    return ranked


def _list(workbook: Workbook, findings: Sequence[Finding], notes: Sequence[Text], language: Language) -> None:
    titles = workbook.worksheets

    def can_link(finding: Finding) -> bool:
        return finding.sheet in titles and parse_cell(finding.cell or "") is not None

    said = [get_text("correct", "list-how"), *notes] if findings and titles else notes
    formats = add_formats(workbook.styles)
    listing = list_findings(findings, formats, language, [note.to(language) for note in said], can_link)
    workbook.put_listing(SHEET_NAMES[language], listing)
