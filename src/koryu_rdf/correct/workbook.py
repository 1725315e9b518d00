"""A workbook: its sheets, its styles, and the sheet of ours that lists the problems.

In: a package. Out: the parts of sheets by their names, and changes to the workbook's own part. What the sheets hold it does
not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from koryu_rdf.correct.listing import Listing
from koryu_rdf.correct.package import Package, Relations
from koryu_rdf.correct.styles import EMPTY_STYLES, Styles
from koryu_rdf.correct.xml import RELATION, add_child, find_child, insert_ordered, name, parse_xml, to_bytes
from koryu_rdf.correction_sheet import is_problem_list

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORKSHEET_TYPE = f"{_FORMAT}.worksheet+xml"
WORKBOOK_TYPE = f"{_FORMAT}.sheet.main+xml"
_STYLES_TYPE = f"{_FORMAT}.styles+xml"
_AFTER_NAMES = "calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing".split()
_AFTER_NAMES += "fileRecoveryPr webPublishObjects extLst".split()


class Workbook:
    """A workbook that can be marked."""

    def __init__(self, stream: BinaryIO) -> None:
        self.package = Package(stream)
        self._part = dict(Relations(self.package).find("officeDocument")).popitem()[1]
        self._root = parse_xml(self.package.read(self._part))
        self._relations = Relations(self.package, self._part)
        self._drop_macros()
        self._styles_part = next((part for _, part in self._relations.find("styles")), None)
        self.styles = Styles(self.package.read(self._styles_part) if self._styles_part else EMPTY_STYLES)

    @property
    def worksheets(self) -> dict[str, str]:
        """The part of each of the clerk's worksheets, by its name; sheets that are a chart have no cells."""
        parts = dict(self._relations.find("worksheet"))
        identifiers = {sheet.get("name", ""): sheet.get(f"{{{RELATION}}}id") for sheet in self._sheets}
        return {
            title: parts[identifier]
            for title, identifier in identifiers.items()
            if identifier in parts and not is_problem_list(title)
        }

    def put_listing(self, title: str, listing: Listing) -> None:
        """Add the list as the last sheet, or put it in the place of the list that an earlier run added."""
        titles = [sheet.get("name", "") for sheet in self._sheets]
        place = next((place for place, known in enumerate(titles) if is_problem_list(known)), None)
        if place is None:
            place = len(titles)
            self.add_sheet(title, listing.data)
        else:
            self._replace_sheet(self._sheets[place], title, listing.data)
        self._name_ranges(place, title, listing)

    def add_sheet(self, title: str, data: bytes, *, is_hidden: bool = False) -> None:
        """Add a worksheet as the last one."""
        part = self.package.name_free("xl/worksheets/sheet{}.xml")
        self.package.write(part, data, _WORKSHEET_TYPE)
        number = max((int(sheet.get("sheetId", 0)) for sheet in self._sheets), default=0) + 1
        identifier = self._relations.add("worksheet", part)
        state = {"state": "hidden"} if is_hidden else {}
        attributes = {"name": title, "sheetId": str(number), **state, f"{{{RELATION}}}id": identifier}
        add_child(self._find_sheets(), "sheet", attributes)

    def save(self, stream: BinaryIO) -> None:
        """Write the workbook."""
        if self._styles_part is None:
            self._styles_part = "xl/styles.xml"
            self._relations.add("styles", self._styles_part)
            self.package.write(self._styles_part, b"", _STYLES_TYPE)
        self.package.write(self._styles_part, self.styles.to_bytes())
        self.package.write(self._part, to_bytes(self._root), WORKBOOK_TYPE)
        self.package.save(stream)

    def _drop_macros(self) -> None:
        """Leave the program of an ``.xlsm`` behind: what is given back is an ``.xlsx``, which may not hold one."""
        for identifier, part in list(self._relations.find("vbaProject")):
            self._relations.remove(identifier)
            self.package.remove(part)

    @property
    def _sheets(self) -> list[_Element]:
        return self._find_sheets().findall(name("sheet", self._root))

    def _find_sheets(self) -> _Element:
        sheets = find_child(self._root, "sheets")
        return add_child(self._root, "sheets") if sheets is None else sheets

    def _replace_sheet(self, sheet: _Element, title: str, data: bytes) -> None:
        part = dict(self._relations.find("worksheet"))[sheet.get(f"{{{RELATION}}}id", "")]
        self.package.remove(part)
        self.package.write(part, data, _WORKSHEET_TYPE)
        sheet.set("name", title)

    def _name_ranges(self, place: int, title: str, listing: Listing) -> None:
        """Name the range that is filtered and the rows to print on every page, as spreadsheets themselves do."""
        names = find_child(self._root, "definedNames")
        if names is None:
            names = self._root.makeelement(name("definedNames", self._root))
            insert_ordered(self._root, names, _AFTER_NAMES)
        for known in [known for known in names if known.get("localSheetId") == str(place)]:
            names.remove(known)
        row, (letters, last_row) = listing.heading_row, _split(listing.last_cell)
        filtered = add_child(
            names, "definedName", {"name": "_xlnm._FilterDatabase", "localSheetId": str(place), "hidden": "1"}
        )
        filtered.text = f"'{title}'!$A${row}:${letters}${last_row}"
        printed = add_child(names, "definedName", {"name": "_xlnm.Print_Titles", "localSheetId": str(place)})
        printed.text = f"'{title}'!${row}:${row}"


def _split(cell: str) -> tuple[str, str]:
    letters = cell.rstrip("0123456789")
    return letters, cell[len(letters) :]
