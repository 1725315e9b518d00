"""The swap: one SPARQL update after which the graph holds the new data, whole, or the old ones, whole.

In: the names of two graphs. Out: the text of an update. It takes out what is in the graph and not in the staging graph, and puts in what
is only there, so it costs what has changed. ``MOVE`` would not do: Virtuoso's is not done as a whole, and from a graph that is not there
it leaves nothing. Sent twice, this update means the same as sent once; sent for data that were not verified, it does nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from koryu_rdf.store.graphs import LOADS, VERIFIED
from koryu_rdf.store.tally import Tally

_SWAP = """\
DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}
INSERT {{ GRAPH <{graph}> {{ ?a ?b ?c }} }}
WHERE {{
  GRAPH <{loads}> {{ <{staging}> <{verified}> ?when }}
  {{ GRAPH <{graph}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH <{staging}> {{ ?s ?p ?o }} }} }}
  UNION
  {{ GRAPH <{staging}> {{ ?a ?b ?c }} FILTER NOT EXISTS {{ GRAPH <{graph}> {{ ?a ?b ?c }} }} }}
}}
"""
_DIFFERENCE = """\
SELECT (COUNT(*) AS ?n)
WHERE {{
  {{ GRAPH <{graph}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH <{staging}> {{ ?s ?p ?o }} }} }}
  UNION
  {{ GRAPH <{staging}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} }}
}}
"""


class Swap(NamedTuple):
    """A staging graph, the graph it is for, and the tally of what it holds; the names must be IRIs."""

    staging: str
    graph: str
    tally: Tally

    def write(self) -> str:
        """Write the update."""
        return _SWAP.format(graph=self.graph, staging=self.staging, loads=LOADS, verified=VERIFIED)

    def write_difference(self) -> str:
        """Write the query that counts in what the two graphs differ."""
        return _DIFFERENCE.format(graph=self.graph, staging=self.staging)
