"""A store elsewhere, over HTTP: the SPARQL 1.1 Protocol and the Graph Store Protocol, for every stage that needs one."""

from koryu_rdf.protocol.client import Addresses, StoreClient
from koryu_rdf.protocol.credentials import Credentials, read_credentials, read_token
from koryu_rdf.protocol.faults import MovedError, NetworkError, ProtocolError, SlowError, StatusError, tidy
from koryu_rdf.protocol.patience import Patience
from koryu_rdf.protocol.transport import Reply, Request, Transport, open_transport

__all__ = [
    "Addresses",
    "Credentials",
    "MovedError",
    "NetworkError",
    "Patience",
    "ProtocolError",
    "Reply",
    "Request",
    "SlowError",
    "StatusError",
    "StoreClient",
    "Transport",
    "open_transport",
    "read_credentials",
    "read_token",
    "tidy",
]
