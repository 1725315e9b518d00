"""The query stage: saved questions, a store inside the program, and answers."""

from __future__ import annotations

from koryu_rdf.query.embedded import dump_ntriples, open_store, query
from koryu_rdf.query.saved import get_query, list_queries, read_query

__all__ = ["dump_ntriples", "get_query", "list_queries", "open_store", "query", "read_query"]
