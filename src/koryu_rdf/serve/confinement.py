"""What a worker may not do, seen to by the system and not by us.

In: limits. Out: a process without network (where the system lets us), without files beside those that are open, without children, and
with bounds on processor time and memory. What is past them dies, and nothing else with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_MEGABYTE = 2**20
_MODEST = 5


def leave_network() -> bool:
    """Move this process, and those it will begin, to a network that leads nowhere; says whether the system allows it."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        return bool(libc.unshare(_NEW_NETWORK) == 0 or libc.unshare(_NEW_USER | _NEW_NETWORK) == 0)
    except (OSError, AttributeError):  # no Linux
        return False


def confine(memory_mb: int, keep: int) -> None:
    """Bound this process for good; of all its files it keeps one. It lets whoever began it go first."""
    os.nice(_MODEST)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # they are for whoever began us, who will end us
    _bound(resource.RLIMIT_AS, _measure_size() + memory_mb * _MEGABYTE)
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        _bound(kind, 0)
    os.closerange(0, keep)
    os.closerange(keep + 1, max(256, keep + 2))
    _bound(resource.RLIMIT_NOFILE, 0)


def grant_seconds(seconds: int) -> None:
    """Grant this process so many seconds of the processor, counted from now; then the system ends it, whatever it is doing."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _bound(kind: int, bound: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
        resource.setrlimit(kind, (bound, bound))


def _measure_size() -> int:
    """Measure the address space of this process, in bytes; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as status:
            return int(status.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 4096 * _MEGABYTE
