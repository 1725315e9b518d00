"""The errors of the store stage, their sentences and hints found by one key, and what a fault on the way there means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koryu_rdf.errors import StoreError
from koryu_rdf.protocol import MovedError, NetworkError, ProtocolError, StatusError
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from collections.abc import Mapping

_STATUS_KEYS: Mapping[int, str] = {
    400: "store-refused",
    401: "store-denied",
    403: "store-denied",
    404: "store-missing",
    405: "store-missing",
    406: "store-missing",
    413: "store-too-large",
    415: "store-refused",
    429: "store-busy",
    501: "store-missing",
    502: "store-busy",
    503: "store-busy",
    504: "store-busy",
    507: "store-full",
}
_FULL = re.compile(r"out of disk|no space left|file too large", re.IGNORECASE)


def make_store_error(key: str, where: str | None, **slots: object) -> StoreError:
    """Make the error that ``key`` of the sentences stands for; its hint stands beside it as ``key-hint``."""
    hint = get_text("errors", f"{key}-hint", **slots)
    return StoreError(get_text("errors", key, **slots), where=where, hint=hint)


def explain_fault(fault: ProtocolError, where: str) -> StoreError:
    """Say what a fault on the way to the store means, and that the old graph is whole."""
    return make_store_error(find_key(fault), where, reason=fault.reason)


def find_key(fault: ProtocolError) -> str:
    """Find the sentence for a fault."""
    if isinstance(fault, StatusError):
        if "SECURITY" in fault.reason:  # Virtuoso says 500
            return "store-denied"
        if _FULL.search(fault.reason):  # none of the three says 507
            return "store-full"
        return _STATUS_KEYS.get(fault.status, "store-failed")
    if isinstance(fault, MovedError):
        return "store-moved"
    return "store-unreachable" if isinstance(fault, NetworkError) else "store-failed"
