"""The query stage: saved questions, a store inside the program, and answers."""

from __future__ import annotations

from koryu_rdf.memory_store import open_store
from koryu_rdf.query.embedded import query, write_ntriples
from koryu_rdf.query.saved import get_query, list_queries, read_query

__all__ = ["get_query", "list_queries", "open_store", "query", "read_query", "write_ntriples"]
