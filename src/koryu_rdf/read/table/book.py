"""Table files of every kind: what a file is, is told by its first bytes, for an ``.xls`` may well be something else.

In: a source. Out: :class:`Sheet` values. A file that is damaged, protected or no table becomes a problem, with the sheets before it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, TypeVar

from koryu_rdf.problems import Report, Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.package import PackageFaultError, open_package
from koryu_rdf.read.source import Source
from koryu_rdf.read.table.allowance import Allowance
from koryu_rdf.read.table.cells import Sheet
from koryu_rdf.read.table.ods import read_ods
from koryu_rdf.read.table.text import read_delimited
from koryu_rdf.read.table.xls import read_xls
from koryu_rdf.read.table.xlsx import read_xlsx
from koryu_rdf.settings import Limits

T = TypeVar("T")

_ZIP = b"PK"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLDER = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_LONGEST = 100  # characters of an error that a problem shows
# What the readers raise at a file that is not what it should be.
_DAMAGE = (
    *(struct.error, EOFError, NotImplementedError, RuntimeError, AssertionError, StopIteration),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, OSError),
)


def read_book(source: Source, journal: Journal, limits: Limits) -> Iterator[Sheet]:
    """Read the sheets of a table file in their order."""
    allowance = Allowance(limits)
    for sheet in _report_damage(_open_book(source, journal, limits), journal.at(Where(file=source.name))):
        report = journal.at(Where(file=source.name, sheet=sheet.name))
        yield sheet._replace(rows=_report_damage(allowance.allow(sheet).rows, report))


def _report_damage(things: Iterator[T], report: Report) -> Iterator[T]:
    """Give sheets, or rows, up to where the file turns out to be damaged."""
    try:
        yield from things
    except PackageFaultError as fault:
        fault.report_to(report)
    except _DAMAGE as error:
        report("package-damaged", value=f"{type(error).__name__}: {error}"[:_LONGEST])


def _open_book(source: Source, journal: Journal, limits: Limits) -> Iterator[Sheet]:
    if source.suffix in (".csv", ".tsv"):
        yield read_delimited(source, journal)
        return
    with source.open() as stream:
        start = stream.read(len(_OLE))
        stream.seek(0)
        if start.startswith(_ZIP):
            yield from _read_package(stream, limits, journal.at(Where(file=source.name)))
        elif start == _OLE or start.startswith(_OLDER):
            yield from _read_old(stream.read())
        else:
            raise PackageFaultError("workbook-is-text" if start else "file-empty")


def _read_package(stream: BinaryIO, limits: Limits, report: Report) -> Iterator[Sheet]:
    package = open_package(stream, limits, report)
    if package is None:
        return
    if "content.xml" not in package.names:
        yield from read_xlsx(package)
    elif b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise PackageFaultError("file-encrypted")
    else:
        yield from read_ods(package)


def _read_old(data: bytes) -> Iterator[Sheet]:
    """Read a workbook of before 2007; one of today is wrapped likewise when it has a password."""
    if _PROTECTED in data:
        raise PackageFaultError("file-encrypted")
    from xlrd.biffh import XLRDError  # noqa: PLC0415
    from xlrd.compdoc import CompDocError  # noqa: PLC0415

    try:
        yield from read_xls(data)
    except (XLRDError, CompDocError) as error:
        code = "file-encrypted" if "encrypted" in str(error).lower() else "package-damaged"
        raise PackageFaultError(code, str(error)[:_LONGEST]) from error
