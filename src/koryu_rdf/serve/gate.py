"""The gate: how much one client may ask, so that none takes the service away from the others.

In: a client's network address. Out: nothing, or a :class:`Refusal` that says how long to wait. Addresses are held in memory for as long
as they matter, a minute at most, and are written nowhere.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_network

from koryu_rdf.serve.faults import Refusal
from koryu_rdf.settings import Service

MOST_CLIENTS = 20_000
_MINUTE = 60  # seconds


class Gate:
    """Counts requests by client: a bucket each that empties with every request and fills again by the clock."""

    def __init__(self, limits: Service, clock: Callable[[], float]) -> None:
        self._most, self._at_once, self._pause = limits.requests_per_minute, limits.queries_at_once, limits.seconds
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._asking: Counter[str] = Counter()

    def admit(self, client: str) -> None:
        """Let a request in; raises :class:`Refusal` for one too many."""
        now, key = self._clock(), name_client(client)
        self._forget(now)
        left, then = self._buckets.pop(key, (float(self._most), now))
        left = min(self._most, left + (now - then) * self._most / _MINUTE)
        self._buckets[key] = (max(0.0, left - 1), now)
        if left < 1:
            raise Refusal("too-many", pause=math.ceil((1 - left) * _MINUTE / self._most))

    @contextmanager
    def occupy(self, client: str) -> Iterator[None]:
        """Let a query in while its client has not too many under way."""
        key = name_client(client)
        if self._asking[key] >= self._at_once:
            raise Refusal("too-many", pause=self._pause)
        self._asking[key] += 1
        try:
            yield
        finally:
            self._asking[key] -= 1
            if not self._asking[key]:
                del self._asking[key]

    def _forget(self, now: float) -> None:
        """Forget whose bucket is full again, and the oldest where there are too many."""
        while self._buckets:
            key, (_, then) = next(iter(self._buckets.items()))
            if now - then < _MINUTE and len(self._buckets) < MOST_CLIENTS:
                return
            del self._buckets[key]


def name_client(address: str) -> str:
    """Name a client by its address; in IPv6 the network of one customer counts as one.

    >>> name_client("192.0.2.7"), name_client("2001:db8:1:2:3::4")
    ('192.0.2.7', '2001:db8:1:2::/64')
    """
    try:
        return str(ip_network((IPv6Address(address), 64), strict=False)) if ":" in address else address
    except ValueError:
        return address
