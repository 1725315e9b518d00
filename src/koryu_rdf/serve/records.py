"""What is kept of requests: a line each for the log, and figures for Prometheus. Nothing of a person is in either.

In: what became of a request. Out: mappings, and text. A line holds no address of a client, no agent, no query and no parameter; a path
only where something of ours stands there, since any other is the reader's own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

BOUNDS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0)  # seconds


class Done(NamedTuple):
    """A request that was dealt with; ``key`` says why it was refused, ``route`` which part of the service it was for."""

    method: str
    route: str
    path: str
    status: int
    size: int
    seconds: float
    key: str = ""


def make_line(done: Done, now: datetime) -> dict[str, object]:
    """Make a line for the log."""
    line: dict[str, object] = {
        "time": now.isoformat(timespec="milliseconds"),
        "method": done.method,
        "route": done.route,
        "path": done.path,
        "status": done.status,
        "bytes": done.size,
        "seconds": round(done.seconds, 3),
        "refused": done.key,
    }
    return {name: value for name, value in line.items() if value != ""}


class Figures:
    """Counts for as long as the service runs."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._slower: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()
        self.busy = 0

    def count(self, done: Done) -> None:
        """Count a request."""
        self._requests[done.route, done.status] += 1
        self._seconds[done.route] += done.seconds  # type: ignore[assignment]
        for bound in BOUNDS:
            self._slower[done.route, bound] += done.seconds <= bound

    def write(self, others: Mapping[str, float]) -> str:
        """Write them all as Prometheus has it (text format 0.0.4), with other values of the moment."""
        return "\n".join(
            [*self._list_counts(), *self._list_times(), *_list_others({**others, "requests_busy": self.busy}), ""]
        )

    def _list_counts(self) -> Iterator[str]:
        yield "# TYPE koryu_requests_total counter"
        for (route, status), count in sorted(self._requests.items()):
            yield f'koryu_requests_total{{route="{route}",status="{status}"}} {count}'

    def _list_times(self) -> Iterator[str]:
        yield "# TYPE koryu_request_seconds histogram"
        for route, seconds in sorted(self._seconds.items()):
            total = sum(count for (name, _), count in self._requests.items() if name == route)
            for bound in BOUNDS:
                yield f'koryu_request_seconds_bucket{{route="{route}",le="{bound}"}} {self._slower[route, bound]}'
            yield f'koryu_request_seconds_bucket{{route="{route}",le="+Inf"}} {total}'
            yield f'koryu_request_seconds_sum{{route="{route}"}} {seconds:.6f}'
            yield f'koryu_request_seconds_count{{route="{route}"}} {total}'


def _list_others(values: Mapping[str, float]) -> Iterator[str]:
    for name, value in sorted(values.items()):
        yield f"# TYPE koryu_{name} gauge"
        yield f"koryu_{name} {value:g}"
