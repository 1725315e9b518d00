"""Packages: the zip file that a Word document or a workbook is, and the XML in it, opened without trust.

In: the bytes of a file. Out: its members, and elements. A package that would unfold without end, whose members lie over one another
or that asks for a password is refused with a problem before anything is unpacked; XML with a DOCTYPE is not read. Nothing is
written to the disk, so a member's name can lead nowhere.
"""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import IO, BinaryIO, Literal
from xml.etree import ElementTree
from xml.parsers import expat

from koryu_rdf.problems import Report
from koryu_rdf.settings import Limits

_MOST_MEMBERS = 10_000
_MEGABYTE = 2**20
_SMALL = 10 * _MEGABYTE  # what unfolds to less is let through, however well it was packed
_LOCAL_HEADER = 30  # bytes, without the name
_ENCRYPTED = 1
_LONGEST = 100  # characters of an error that a problem shows
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
_PIECE = 1 << 16  # bytes
Event = Literal["start", "end"]
_MACROS = "vbaproject.bin"


class PackageFaultError(Exception):
    """A part of a package that cannot be read: the code of the problem, and what it says."""

    def __init__(self, code: str, value: str | None = None, **slots: object) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.slots = slots

    def report_to(self, report: Report) -> None:
        """Report it as a problem."""
        report(self.code, value=self.value, **self.slots)  # type: ignore[arg-type]


class Package:
    """A package that was looked through; its members are read one at a time."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = set(archive.namelist())

    def read(self, name: str) -> bytes | None:
        """Read a member whole, ``None`` where there is none; never more than the size it states."""
        try:
            return self._archive.read(name) if name in self.names else None
        except _DAMAGES as error:
            raise PackageFaultError("package-damaged", f"{name}: {error}"[:_LONGEST]) from error

    def read_xml(self, name: str) -> ElementTree.Element | None:
        """Read a member as XML, ``None`` where there is none."""
        data = self.read(name)
        return None if data is None else parse_xml(data)

    def iterate_xml(self, name: str, events: Sequence[Event] = ("end",)) -> Iterator[tuple[str, ElementTree.Element]]:
        """Read a long member as a stream: its elements as they open and close, for the caller to clear."""
        try:
            with self._archive.open(name) as stream:
                _refuse_doctype(stream)
            with self._archive.open(name) as stream:
                yield from ElementTree.iterparse(stream, events)  # noqa: S314  (what is dangerous was refused just now)
        except (*_DAMAGES, KeyError, expat.ExpatError, ElementTree.ParseError) as error:
            raise PackageFaultError("package-damaged", f"{name}: {error}"[:_LONGEST]) from error

    def iterate_pieces(self, name: str) -> Iterator[bytes]:
        """Read a member piece by piece."""
        try:
            with self._archive.open(name) as stream:
                while piece := stream.read(_PIECE):
                    yield piece
        except (*_DAMAGES, KeyError) as error:
            raise PackageFaultError("package-damaged", f"{name}: {error}"[:_LONGEST]) from error


def open_package(stream: BinaryIO, limits: Limits, report: Report) -> Package | None:
    """Open a package, or report why it is not to be unpacked."""
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGES as error:
        report("package-damaged", value=str(error)[:_LONGEST])
        return None
    members = archive.infolist()
    for code, slots in _find_faults(members, limits):
        report(code, **slots)
        return None
    if any(member.filename.lower().endswith(_MACROS) for member in members):
        report("macros-ignored")
    return Package(archive)


def _find_faults(members: list[zipfile.ZipInfo], limits: Limits) -> Iterator[tuple[str, dict[str, str]]]:
    """Find what speaks against unpacking; the first is enough."""
    if any(member.flag_bits & _ENCRYPTED for member in members):
        yield "file-encrypted", {}
    if len(members) > _MOST_MEMBERS or len({member.filename for member in members}) < len(members):
        yield "package-damaged", {"value": f"{len(members)} members"}
    if _lie_over_one_another(members):
        yield "package-damaged", {"value": "overlapping members"}
    if sum(member.file_size for member in members) > limits.unpacked_mb * _MEGABYTE:
        yield "package-too-large", {"limit": str(limits.unpacked_mb)}
    for member in members:
        if member.file_size > max(_SMALL, limits.compression_ratio * member.compress_size):
            yield "package-compressed", {"value": member.filename, "limit": str(limits.compression_ratio)}


def _lie_over_one_another(members: list[zipfile.ZipInfo]) -> bool:
    placed = sorted(members, key=lambda member: member.header_offset)
    return any(
        one.header_offset + _LOCAL_HEADER + one.compress_size > other.header_offset for one, other in pairwise(placed)
    )


def parse_xml(data: bytes) -> ElementTree.Element:
    """Parse XML that may not have a DOCTYPE, and so no entities of its own; raises :class:`PackageFaultError`."""
    watch = expat.ParserCreate()
    watch.StartDoctypeDeclHandler = _refuse
    try:
        watch.Parse(data, True)
        return ElementTree.fromstring(data)  # noqa: S314  (what is dangerous was refused just now)
    except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError) as error:
        raise PackageFaultError("package-damaged", str(error)[:_LONGEST]) from error


def _refuse_doctype(stream: IO[bytes]) -> None:
    """Read as far as the first element, before which a DOCTYPE would stand; other faults show when it is read."""
    found: list[str] = []
    watch = expat.ParserCreate()
    watch.StartElementHandler = lambda name, _: found.append(name)
    watch.StartDoctypeDeclHandler = _refuse
    with contextlib.suppress(expat.ExpatError):
        while not found and (piece := stream.read(_PIECE)):
            watch.Parse(piece, False)


def _refuse(*_: object) -> None:
    raise PackageFaultError("xml-unsafe")


def get_name(element: ElementTree.Element) -> str:
    """Give an element's name without its namespace: Office has two for each, strict and transitional."""
    return element.tag.rpartition("}")[2]


def get_attribute(element: ElementTree.Element | None, name: str) -> str | None:
    """Give an attribute by its name without its namespace."""
    attributes = {} if element is None else element.attrib
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), None)


def find_child(element: ElementTree.Element | None, *names: str) -> ElementTree.Element | None:
    """Find a child by its name, its child by the next name, and so on."""
    for name in names:
        element = next((child for child in (() if element is None else element) if get_name(child) == name), None)
    return element
