"""An Office Open XML package: a ZIP archive of parts, the relations between them, and the type of each.

In: a stream. Out: the same archive with some parts written, added or removed; every other part keeps its bytes, its place
in the archive and its date. It does not know what a workbook is.
"""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from koryu_rdf.correct.xml import parse_xml, to_bytes

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT_TYPES = "[Content_Types].xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP archive can say


class Package:
    """The parts of an archive by name, and what has become of them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._archive = ZipFile(stream)
        self._written: dict[str, bytes] = {}
        self._names = dict.fromkeys(name for name in self._archive.namelist() if not name.endswith("/"))

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def read(self, part: str) -> bytes:
        """Give the bytes of a part as it now stands."""
        return self._written[part] if part in self._written else self._archive.read(part)

    def write(self, part: str, data: bytes, content_type: str | None = None) -> None:
        """Write a part; a new one needs its content type, and stands after the others."""
        self._written[part] = data
        self._names[part] = None
        if content_type:
            self._set_type(part, content_type)

    def remove(self, part: str) -> None:
        """Remove a part, if it is there, with its relations and its type."""
        for name in (part, name_relations(part)):
            self._names.pop(name, None)
            self._written.pop(name, None)
        self._set_type(part, None)

    def name_free(self, pattern: str) -> str:
        """Name a part that is not there yet: ``xl/comments{}.xml`` with the lowest free number."""
        taken = {name.lower() for name in self._names}
        return next(
            name for number in range(1, len(taken) + 2) if (name := pattern.format(number)).lower() not in taken
        )

    def add_default_type(self, suffix: str, content_type: str) -> None:
        """Say what parts with a suffix are, unless that is said already."""
        types = parse_xml(self.read(CONTENT_TYPES))
        known = {entry.get("Extension", "").lower() for entry in types.iter(f"{{{TYPES}}}Default")}
        if suffix not in known:
            entry = types.makeelement(f"{{{TYPES}}}Default", {"Extension": suffix, "ContentType": content_type})
            types.insert(0, entry)
            self.write(CONTENT_TYPES, to_bytes(types))

    def save(self, stream: BinaryIO) -> None:
        """Write the archive; the same parts give the same bytes."""
        with ZipFile(stream, "w", ZIP_DEFLATED) as target:
            old = {info.filename: info for info in self._archive.infolist()}
            for name in self._names:
                info = old.get(name)
                if info is not None and name not in self._written:
                    self._copy(info, target)
                else:
                    target.writestr(_make_entry(name, info), self._written[name])

    def _copy(self, info: ZipInfo, target: ZipFile) -> None:
        entry = _make_entry(info.filename, info)
        entry.file_size = info.file_size  # so that a large part is announced as one
        with self._archive.open(info) as source, target.open(entry, "w") as copy:
            shutil.copyfileobj(source, copy)

    def _set_type(self, part: str, content_type: str | None) -> None:
        types = parse_xml(self.read(CONTENT_TYPES))
        entries = [entry for entry in types.iter(f"{{{TYPES}}}Override") if entry.get("PartName") == f"/{part}"]
        if [entry.get("ContentType") for entry in entries] == ([content_type] if content_type else []):
            return
        for entry in entries:
            types.remove(entry)
        if content_type:
            attributes = {"PartName": f"/{part}", "ContentType": content_type}
            types.append(types.makeelement(f"{{{TYPES}}}Override", attributes))
        self.write(CONTENT_TYPES, to_bytes(types))


class Relations:
    """What a part is related to; ``part`` is empty for the package itself."""

    def __init__(self, package: Package, part: str = "") -> None:
        self._package, self._part = package, part
        self._name = name_relations(part)
        empty = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
        self._root = parse_xml(package.read(self._name) if self._name in package else empty)

    def find(self, kind: str) -> Iterator[tuple[str, str]]:
        """Give the identifiers and the parts of the relations of a kind, such as ``comments``, inside the package."""
        for entry in self._entries():
            if entry.get("Type", "").rpartition("/")[2] == kind and entry.get("TargetMode") != "External":
                yield entry.get("Id", ""), self._resolve(entry.get("Target", ""))

    def add(self, kind: str, part: str) -> str:
        """Relate to a part, if that is not so yet, and give the relation's identifier."""
        known = next((identifier for identifier, target in self.find(kind) if target == part), None)
        if known:
            return known
        taken = {entry.get("Id") for entry in self._entries()}
        identifier = next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}") not in taken)
        attributes = {"Id": identifier, "Type": f"{OFFICE_RELATIONS}/{kind}", "Target": f"/{part}"}
        self._root.append(self._root.makeelement(f"{{{RELATIONS}}}Relationship", attributes))
        self._save()
        return identifier

    def remove(self, identifier: str) -> None:
        """Forget a relation."""
        for entry in [entry for entry in self._entries() if entry.get("Id") == identifier]:
            self._root.remove(entry)
        self._save()

    def _entries(self) -> Iterator[_Element]:
        return self._root.iter(f"{{{RELATIONS}}}Relationship")

    def _resolve(self, target: str) -> str:
        folder = posixpath.dirname(self._part)
        return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def _save(self) -> None:
        if len(self._root):
            self._package.write(self._name, to_bytes(self._root))
        else:
            self._package.remove(self._name)


def name_relations(part: str) -> str:
    """Name the part that holds the relations of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _make_entry(name: str, old: ZipInfo | None) -> ZipInfo:
    entry = ZipInfo(name, old.date_time if old else _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = old.external_attr if old else 0o600 << 16
    return entry
