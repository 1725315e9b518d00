"""The inbox as a spreadsheet: written to be filled in, and read back.

In: questions, or a filled-in file, ``.xlsx`` or ``.csv``. Out: that file, or decisions with the problems of its cells. The cell of a
row whose decision cannot be understood is reported, and the row passed over.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from koryu_rdf.folding import fold
from koryu_rdf.formulas import guard_cell
from koryu_rdf.link.decisions import Decisions, Question, Signature
from koryu_rdf.link.errors import make_link_error
from koryu_rdf.link.mappings import LinkRow
from koryu_rdf.outputs import open_output
from koryu_rdf.problems import Problem, Where, make_problem
from koryu_rdf.texts import Language, get_text

COLUMNS = ("decision", "note", "label", "candidate", "page", "confidence", "evidence", "subject_id", "object_id")
_WIDTHS = (10, 24, 34, 26, 38, 8, 90, 20, 18)
_ANSWERS: Mapping[str, str] = {
    **dict.fromkeys(("採用", "accepted", "accept", "a", "○", "はい"), "accepted"),
    **dict.fromkeys(("却下", "rejected", "reject", "r", "×", "いいえ"), "rejected"),
    **dict.fromkeys(("なし", "none", "n", "該当なし"), "none"),
}
_PAGE = "https://www.wikidata.org/wiki/"


class _Line(NamedTuple):
    number: int
    cells: Mapping[str, str]


def write_sheet(questions: Sequence[Question], target: Path, language: Language) -> int:
    """Write the questions, one candidate a row, and give the number of rows."""
    rows = [_to_cells(question, row) for question in questions for row in question.candidates or (None,)]
    heading = [get_text("link", f"column-{name}").to(language) for name in COLUMNS]
    if target.suffix.lower() == ".xlsx":
        _write_workbook(heading, rows, target, language)
    elif target.suffix.lower() == ".csv":
        _write_csv(heading, rows, target)
    else:
        raise make_link_error("link-sheet-suffix", target)
    return len(rows)


def read_sheet(path: Path, questions: Sequence[Question], decisions: Decisions, by: Signature) -> list[Problem]:
    """Take the decisions of a filled-in file over and give the problems of its cells; an empty cell decides nothing."""
    known = {question.subject: question for question in questions}
    problems: list[Problem] = []
    accepted: set[str] = set()
    for line in _read_lines(path):
        written = line.cells.get("decision", "")
        code = _take_over(line.cells, known, decisions, by, accepted) if written else None
        if code:
            subject = line.cells.get("label") or line.cells.get("subject_id")
            where = Where(path.name, line=line.number, cell=f"A{line.number}", record=subject)
            problems.append(make_problem(code, where, value=written))
    return problems


def _take_over(
    cells: Mapping[str, str], known: Mapping[str, Question], decisions: Decisions, by: Signature, accepted: set[str]
) -> str | None:
    """Take one row's decision over; gives the code of what is wrong with it."""
    answer = _ANSWERS.get(fold(cells["decision"]))
    question = known.get(cells.get("subject_id", ""))
    if answer is None:
        return "link-decision-unknown"
    if question is None:
        return None if decisions.is_settled(cells.get("subject_id", "")) else "link-subject-unknown"
    row = next((row for row in question.candidates if row.object_id == cells.get("object_id")), None)
    if answer == "none":
        if question.subject in accepted:
            return "link-decision-twice"
        decisions.say_none(question, by, cells.get("note", ""))
    elif row is None:
        return "link-candidate-unknown"
    elif answer == "rejected":
        decisions.reject(row, by, cells.get("note", ""))
    elif question.subject in accepted:
        return "link-decision-twice"
    else:
        decisions.accept(row, by, cells.get("note", ""))
        accepted.add(question.subject)
    return None


def _to_cells(question: Question, row: LinkRow | None) -> list[str]:
    item = row.item if row else None
    found = (row.object_label, f"{_PAGE}{item}", f"{row.confidence or 0:.2f}", row.comment) if row else ("", "", "", "")
    cells = ("", "", question.label, *found, question.subject, row.object_id if row else "")
    return [guard_cell(cell) for cell in cells]


def _write_csv(heading: Sequence[str], rows: Iterable[Sequence[str]], target: Path) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([heading, *rows])
    with open_output(target) as stream:
        stream.write(text.getvalue().encode("utf-8-sig"))


def _write_workbook(heading: Sequence[str], rows: Iterable[Sequence[str]], target: Path, language: Language) -> None:
    from openpyxl import Workbook  # noqa: PLC0415  # only who wants a workbook pays for loading it
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = get_text("link", "sheet-title").to(language)
    for cells in (heading, *rows):
        sheet.append(list(cells))
    for letter, column, width in zip("ABCDEFGHI", sheet.columns, _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
        for cell in column:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        column[0].font = Font(bold=True)
        column[0].fill = PatternFill("solid", fgColor="DDEBF7")
    words = [get_text("link", f"answer-{name}").to(language) for name in ("accepted", "rejected", "none")]
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"A2:A{max(2, sheet.max_row)}")
    sheet.freeze_panes = "C2"
    with open_output(target) as stream:
        book.save(stream)


def _read_lines(path: Path) -> Iterator[_Line]:
    """Read the rows below the heading; columns are known by their headings, in either language."""
    try:
        table = _read_workbook(path) if path.suffix.lower() == ".xlsx" else _read_csv(path)
    except Exception as error:  # a damaged workbook raises whatever its reader meets
        raise make_link_error("link-sheet-unreadable", path, reason=error) from error
    names = {fold(get_text("link", f"column-{name}").to(language)): name for name in COLUMNS for language in _LANGUAGES}
    heading = [names.get(fold(cell), "") for cell in table[0]] if table else []
    if not {"decision", "subject_id", "object_id"} <= set(heading):
        raise make_link_error("link-sheet-columns", path)
    for number, cells in enumerate(table[1:], 2):
        yield _Line(number, {name: cell.strip() for name, cell in zip(heading, cells, strict=False) if name})


_LANGUAGES: tuple[Language, ...] = ("ja", "en")


def _read_csv(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp932")  # what a Japanese Excel makes of a CSV file
    return [[cell.removeprefix("'") for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def _read_workbook(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(path, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    return [["" if cell is None else str(cell).removeprefix("'") for cell in row] for row in rows]
