"""The nursery: a process that loads the data once, and forks a confined worker whenever it is asked for one.

In: the number of a socket; on it an :class:`Order` first, then commands. Out: on that socket a :class:`Ready`, then
for each ``F`` the number of a worker and a socket to speak with it; ``B`` and a number ends that worker. It ends with whoever began it.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from pyoxigraph import Store

from koryu_rdf.errors import KoryuError
from koryu_rdf.memory_store import open_store
from koryu_rdf.serve.confinement import confine, leave_network
from koryu_rdf.serve.jobs import Failure, Ready, frame, receive
from koryu_rdf.serve.judge import get_parser
from koryu_rdf.serve.templates import get_template
from koryu_rdf.serve.worker import work
from koryu_rdf.settings import Service
from koryu_rdf.texts import get_topic

NUMBER = struct.Struct(">q")


class Order(msgspec.Struct, frozen=True):
    """What to load, and the limits of those who answer; no files at all means that the data are elsewhere."""

    files: tuple[str, ...] | None
    limits: Service
    merged: bool
    prefixes: Mapping[str, str]


def main(number: int) -> None:
    """Run the nursery in this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the face gets it too, and ends us
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    line = socket.socket(fileno=number)
    given = msgspec.msgpack.decode(receive(line), type=Order)
    isolated = leave_network()
    try:
        store = None if given.files is None else open_store(map(Path, given.files), merged=given.merged)
    except KoryuError as error:
        line.sendall(frame(Ready(failure=Failure(error.message, error.where, error.hint))))
        return
    _prepare()
    line.sendall(frame(_describe(store, isolated)))
    _keep(line, store, given)


def _prepare() -> None:
    """Read every file that a worker will need: it can open none."""
    get_parser()
    get_template("answer.html")
    get_topic("serve")


def _describe(store: Store | None, isolated: bool) -> Ready:
    if store is None:
        return Ready(isolated=isolated)
    names = [graph.value for graph in store.named_graphs()]
    return Ready(tuple(sorted(names)), len(store), isolated)


def _keep(line: socket.socket, store: Store | None, order: Order) -> None:
    while command := line.recv(1):
        if command == b"F":
            _fork(line, store, order)
        else:
            _bury(NUMBER.unpack(line.recv(NUMBER.size, socket.MSG_WAITALL))[0])


def _fork(line: socket.socket, store: Store | None, order: Order) -> None:
    ours, theirs = socket.socketpair()
    number = os.fork()
    if number == 0:
        confine(order.limits.memory_mb, ours.fileno())
        try:
            work(ours, store, order.limits, order.prefixes)
        finally:
            os._exit(0)
    socket.send_fds(line, [NUMBER.pack(number)], [theirs.fileno()])
    ours.close()
    theirs.close()


def _bury(number: int) -> None:
    """End a worker, if it is a child of ours. Only here are the dead collected, so the number cannot mean another process yet."""
    with suppress(ProcessLookupError, ChildProcessError):  # of a nursery before this one
        os.waitid(os.P_PID, number, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
