"""A SELECT, asked of a store, for a few small values.

In: a client and a query of ours. Out: rows of texts; a reply that is none is a ``ProtocolError``.
"""

from __future__ import annotations

import msgspec

from koryu_rdf.protocol import ProtocolError, StoreClient


class _Cell(msgspec.Struct, frozen=True):
    value: str


class _Results(msgspec.Struct, frozen=True):
    bindings: list[dict[str, _Cell]]


class _Reply(msgspec.Struct, frozen=True):
    results: _Results


def select(client: StoreClient, query: str) -> list[dict[str, str]]:
    """Ask a SELECT and give its rows as texts."""
    try:
        reply = msgspec.json.decode(client.fetch(query), type=_Reply)
    except msgspec.MsgspecError as error:
        raise ProtocolError(f"no SPARQL result: {error}") from error
    return [{name: cell.value for name, cell in row.items()} for row in reply.results.bindings]
