"""Compile the table of first-level units out of the package that ``src/koryu_rdf/tables/README.md`` names.

In: ``subdivisions/en/en.json`` of npm ``cldr-subdivisions-full``. Out: the table, in the folder named. For developers; the
package never runs it. It fetches nothing.

    python scripts/compile_subdivisions.py package/subdivisions/en/en.json src/koryu_rdf/tables
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path


def main(source: Path, tables: Path) -> None:
    """Write the table, sorted by code."""
    found = json.loads(source.read_text("utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    rows = sorted((f"{key[:2]}-{key[2:]}".upper(), unicodedata.normalize("NFC", name)) for key, name in found.items())
    lines = ["code\tenglish", *(f"{code}\t{name}" for code, name in rows)]
    (tables / "subdivisions.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
