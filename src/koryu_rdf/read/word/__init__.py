"""The Word reader: a document in the survey's form, saved as ``.docx``, becomes agreements.

In: a ``.docx`` file. Out: agreements, as :func:`~koryu_rdf.read.survey.read_form` reads them from its lines. Headers, footers and
footnotes are no part of a record and are listed as passed over; no macro is run and no link followed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from koryu_rdf.model import Agreement
from koryu_rdf.problems import Where
from koryu_rdf.read.form import Line
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.package import Package, PackageFaultError, find_child, get_attribute, get_name, open_package
from koryu_rdf.read.source import Source, clean_text
from koryu_rdf.read.survey import read_form
from koryu_rdf.read.word.blocks import BodyReader
from koryu_rdf.read.word.numbering import Numbering
from koryu_rdf.read.word.paragraphs import Around, Findings
from koryu_rdf.read.word.styles import Styles
from koryu_rdf.settings import Settings

_MAIN = "word/document.xml"


def read_docx(source: Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:
    """Read a Word document in the survey's form; one that is damaged or unsafe is a problem."""
    report = journal.at(Where(file=source.name))
    with source.open() as stream:
        package = open_package(stream, settings.limits, report)
        if package is None:
            return
        try:
            lines = _Document(package, source.name, journal).read()
        except PackageFaultError as fault:
            fault.report_to(report)
            return
        except RecursionError:
            report("nested-too-deeply")
            return
    yield from read_form(lines, source.name, journal, settings)


class _Document:
    """One document: its parts, and what is to be said of them."""

    def __init__(self, package: Package, file: str, journal: Journal) -> None:
        self._package = package
        self._file = file
        self._journal = journal
        self._main = self._find_main()
        self._targets = _read_relationships(package, self._main)

    def read(self) -> list[Line]:
        """Read the body as lines, and note what is left out of them."""
        root = self._package.read_xml(self._main)
        body = find_child(root, "body")
        if body is None:
            raise PackageFaultError("package-damaged", self._main)
        findings = Findings()
        reader = BodyReader(self._gather(), findings)
        lines = list(reader.read(body))
        if reader.last_page > 1:
            self._journal.pages |= {(self._file, number): page for number, page in reader.pages.items()}
        self._report(findings)
        if not any(line.text.strip() for line in lines):
            self._journal.at(Where(file=self._file))("file-empty")
            return []
        return [line._replace(text=self._clean(line)) for line in lines]

    def _clean(self, line: Line) -> str:
        return clean_text(line.text, self._journal.at(Where(file=self._file, line=line.number)))

    def _find_main(self) -> str:
        targets = _read_relationships(self._package, "")
        return next((target for kind, target, _ in targets.values() if kind == "officeDocument"), _MAIN)

    def _gather(self) -> Around:
        return Around(
            styles=Styles(self._read_part("styles")),
            numbering=Numbering(self._read_part("numbering")),
            links={
                key: target for key, (kind, target, outside) in self._targets.items() if kind == "hyperlink" and outside
            },
            footnotes={**self._read_notes("footnote"), **self._read_notes("endnote")},
        )

    def _read_part(self, wanted: str) -> Element | None:
        name = next((target for kind, target, outside in self._targets.values() if kind == wanted and not outside), "")
        return self._package.read_xml(name)

    def _read_notes(self, kind: str) -> dict[tuple[str, str], str]:
        root = self._read_part(f"{kind}s")
        return {(kind, get_attribute(node, "id") or ""): _get_text(node) for node in (() if root is None else root)}

    def _report(self, findings: Findings) -> None:
        """Say what the document has that its lines do not show."""
        for code, count in findings.counts.items():
            report = self._journal.at(Where(file=self._file, line=findings.first[code]))
            report(code, count=count)
        for number, shown, target in findings.links:
            self._journal.at(Where(file=self._file, line=number))("link-differs", value=shown, target=target)
        for number, reason, text in findings.notes:
            self._journal.pass_over(self._file, number, reason, text)
            if reason == "footnote":
                self._journal.at(Where(file=self._file, line=number))("footnote-left-out", value=text)
        for kind, target, _ in self._targets.values():
            if kind in ("header", "footer"):
                self._pass_over_part(target)

    def _pass_over_part(self, name: str) -> None:
        root = self._package.read_xml(name)
        for node in root.iter() if root is not None else ():
            if get_name(node) == "p" and _get_text(node):
                self._journal.pass_over(self._file, None, "page-header", _get_text(node))


def _get_text(node: Element) -> str:
    return "".join(child.text or "" for child in node.iter() if get_name(child) == "t").strip()


def _read_relationships(package: Package, part: str) -> dict[str, tuple[str, str, bool]]:
    """Read what a part refers to: by its id the kind, the target, and whether that is outside of the package."""
    folder, name = posixpath.split(part)
    root = package.read_xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for node in () if root is None else root:
        outside = get_attribute(node, "TargetMode") == "External"
        target = get_attribute(node, "Target") or ""
        place = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = (get_attribute(node, "Type") or "").rpartition("/")[2]
        found[get_attribute(node, "Id") or ""] = (kind, place, outside)
    return found
