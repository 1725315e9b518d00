"""From an address as a person types it to a store that can be spoken to.

In: an address, the environment, and what was said about the store. Out: a :class:`Destination`. Nothing is loaded here; a store whose
kind was not named is asked for it. An address with a password in it is refused, since addresses end up in histories and logs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urlsplit

from koryu_rdf.protocol import Patience, ProtocolError, StoreClient, open_transport, read_credentials
from koryu_rdf.protocol.credentials import Credentials
from koryu_rdf.store.faults import explain_fault, make_store_error
from koryu_rdf.store.kinds import STORES, Kind, find_kind
from koryu_rdf.store.stage import Destination
from koryu_rdf.terms import is_web_address

if TYPE_CHECKING:
    from koryu_rdf.protocol import Transport
    from koryu_rdf.protocol.credentials import Scheme

    OpenTransport = Callable[..., Transport]


class Access(NamedTuple):
    """What a person said about a store beside its address: ``by_hand`` are addresses of its services, ``timeout`` is in seconds."""

    kind: str | None = None
    scheme: str | None = None
    by_hand: Mapping[str, str] = {}
    timeout: float = 600


NOTHING_SAID = Access()
PROBE = 30


def open_destination(
    url: str,
    graph: str,
    environment: Mapping[str, str],
    access: Access = NOTHING_SAID,
    *,
    patience: Patience | None = None,
    open_way: OpenTransport = open_transport,
) -> Destination:
    """Find out what a store is and where it takes what.

    Raises ``StoreError`` for an address that cannot be used.
    """
    for address in (url, *access.by_hand.values()):
        refuse_address(address)
    patience = patience or Patience()
    kind = STORES[access.kind] if access.kind else _find_kind(url, open_way(Credentials(), timeout=PROBE), patience)
    credentials = read_credentials(url, environment)
    addresses = kind.locate(url, bool(credentials))._replace(**access.by_hand)
    transport = open_way(credentials, cast("Scheme", access.scheme or kind.scheme), timeout=access.timeout)
    client = StoreClient(addresses, transport, patience=patience, packs=kind.packs)
    return Destination(client, kind, graph)


def _find_kind(url: str, transport: Transport, patience: Patience) -> Kind:
    try:
        return find_kind(url, transport, patience)
    except ProtocolError as fault:
        raise explain_fault(fault, url) from fault


def refuse_address(url: str) -> None:
    """Refuse what is no web address, and one that holds a password."""
    if not is_web_address(url) or urlsplit(url).fragment:
        raise make_store_error("store-address", None, url=url)
    if "@" in urlsplit(url).netloc:
        raise make_store_error("store-secret", None)
