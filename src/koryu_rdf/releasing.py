"""From one release to the next: which data two folders hold, and what is different between them, in files.

In: folders that ``koryu build`` made, or RDF files. Out: a difference, told as a table or an RDF Patch. How things are compared, the
room ``diff`` knows.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from koryu_rdf.changes import COLUMNS, list_change_rows
from koryu_rdf.diff import Difference, diff
from koryu_rdf.errors import DataError
from koryu_rdf.outputs import MARKER, get_format_suffix, make_write_error
from koryu_rdf.progress import Progress
from koryu_rdf.texts import Language, get_text
from koryu_rdf.write import WORKBOOK_WRITERS, write_table

DATA_FILES = ("data/koryu.nt.gz", "data/links.trig")
"""What a built folder says: its data, and the links as a graph of their own."""
PATCH_SUFFIX = ".rdfp"
NO_PROGRESS = Progress()


def compare(old: Path, new: Path, progress: Progress = NO_PROGRESS) -> AbstractContextManager[Difference]:
    """Compare two folders or files; what is given holds until its block ends."""
    return diff(find_data(old), find_data(new), progress)


def find_data(path: Path) -> list[Path]:
    """Find the data of a built folder; a file is its own.

    Raises ``DataError`` for any other folder, and where there is nothing.
    """
    if not path.exists():
        raise _make_data_error("diff-missing", path)
    if not path.is_dir():
        return [path]
    found = [path / name for name in DATA_FILES if (path / name).exists()]
    if not found or not (path / MARKER).exists():
        raise _make_data_error("diff-folder", path)
    return found


def check_targets(targets: tuple[Path, ...]) -> None:
    """Raise ``WriteError`` for a target whose suffix no writer has, before anything is compared."""
    known = (*WORKBOOK_WRITERS, PATCH_SUFFIX)
    for target in targets:
        if (suffix := get_format_suffix(target)) not in known:
            raise make_write_error("diff-suffix", target, suffix=suffix, known=" ".join(known))


def write_difference(difference: Difference, target: Path, language: Language) -> None:
    """Write a difference as an RDF Patch (``.rdfp``) or as a table."""
    if get_format_suffix(target) == PATCH_SUFFIX:
        difference.write_patch(target)
    else:
        write_table(list_change_rows(difference.changes, difference.names, language), COLUMNS, target)


def _make_data_error(key: str, path: Path) -> DataError:
    return DataError(get_text("errors", key), where=str(path), hint=get_text("errors", f"{key}-hint", path=path))
