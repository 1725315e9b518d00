"""A store in memory: RDF files, and N-Triples already at hand, ready to be asked.

In: paths of RDF files. Out: a store. Named graphs stay queryable with GRAPH, and their statements are in the default graph as well,
so that a query need not know how the data was cut up; unless they are not to be merged. It asks nothing, and no network is reached.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from koryu_rdf.rdf_files import read_rdf


def open_store(paths: Iterable[Path], triples: bytes = b"", *, merged: bool = True) -> Store:
    """Load RDF files, and N-Triples already in memory, into a new store in memory.

    Raises ``DataError`` with file and line for a file that cannot be read.
    """
    store = Store()
    store.bulk_load(triples, RdfFormat.N_TRIPLES)
    for path in paths:
        read_rdf(path, store.bulk_load)
    for graph in list(store.named_graphs()) if merged else ():
        store.update(f"ADD {graph} TO DEFAULT")
    return store
