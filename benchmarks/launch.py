"""Runs one command and says what it took; a program of its own, because Linux counts the starter's memory in with a child's peak.

In: a time limit, a file for the result, and the command. Out: in that file ``seconds cpu peak_kb code``; seconds are -1 where the command
was stopped at the limit. It imports next to nothing, to stay small. The system's own count of the peak is that of the largest process
alone, so what several hold together is sampled.
"""

from __future__ import annotations

import os
import signal
import sys
import time

_SAMPLED_EVERY = 0.02  # seconds


def main(limit: float, result: str, command: list[str]) -> None:
    """Start the command as the leader of a group of its own, and wait for it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    began = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, setsid=True, setsigmask=[])
    peak, is_over = 0, False
    while not signal.sigtimedwait({signal.SIGCHLD}, _SAMPLED_EVERY):
        family = _list_family(pid)
        if len(family) > 1:
            peak = max(peak, sum(map(_measure_share, family)))
        if not is_over and time.perf_counter() - began > limit:
            is_over = True
            os.killpg(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    seconds = -1 if is_over else time.perf_counter() - began
    with open(result, "w") as file:
        file.write(
            f"{seconds} {usage.ru_utime + usage.ru_stime} {max(peak, usage.ru_maxrss)} {os.waitstatus_to_exitcode(status)}"
        )


def _list_family(pid: int) -> list[int]:
    family = [pid]
    for one in family:
        family += map(int, _read(f"/proc/{one}/task/{one}/children").split())
    return family


def _measure_share(pid: int) -> int:
    """Give a process's proportional share of memory in KB: pages that two processes share count half for each."""
    lines = _read(f"/proc/{pid}/smaps_rollup").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _read(path: str) -> str:
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], sys.argv[3:])
