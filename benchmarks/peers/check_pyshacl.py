"""pyshacl on the whole graph: ``DATA.nt SHAPES_FOLDER plain|kept``; it prints how many results it finds.

``kept`` parses each query of the shapes once; pyshacl by itself parses it anew for every node.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import rdflib
from pyshacl import validate
from rdflib.plugins.sparql import prepareQuery

_prepare = cache(prepareQuery)


class _Keeping(rdflib.Graph):
    def query(self, query_object: Any, *arguments: Any, **options: Any) -> Any:
        prepared = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *arguments, **options)


def main(data: str, shapes: str, way: str) -> None:
    """Check the data and print the number of results."""
    rdflib.NORMALIZE_LITERALS = False
    graph = (_Keeping if way == "kept" else rdflib.Graph)().parse(data, format="nt")
    rules = rdflib.Graph()
    for path in sorted(Path(shapes).glob("*.ttl")):
        rules.parse(path)
    _, report, _ = validate(graph, shacl_graph=rules)
    print(len(set(report.objects(None, rdflib.SH.result))), "results")


if __name__ == "__main__":
    main(*sys.argv[1:])
