"""What the face and its workers say to one another, and how it is framed.

In and out: :class:`Job` one way; a :class:`Head`, pieces of a body and a :class:`Tail` the other way, each with its length in front.
"""

from __future__ import annotations

import socket
import struct

import msgspec

from koryu_rdf.texts import Language

LENGTH = struct.Struct(">I")
PIECE = 2**15  # bytes


class Page(msgspec.Struct, frozen=True):
    """What stands on the page of an answer beside its rows.

    ``address`` is where the same answer is given in other forms; ``choices`` are parameters with what was chosen. Where there are pages,
    ``root`` leads up to them and ``home`` begins the IRIs that they stand for.
    """

    language: Language = "ja"
    title: str = ""
    address: str = ""
    site: str = ""
    root: str = ""
    home: str = ""
    choices: tuple[tuple[str, str], ...] = ()


class Job(msgspec.Struct, frozen=True):
    """A query to be answered; ``graphs`` and ``named`` are the protocol's own, which win over those in the text."""

    text: str
    accept: str | None
    graphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    page: Page = Page()


class Head(msgspec.Struct, frozen=True, tag=True):
    """How an answer begins: its media type; or why there is none, as a key with what may be said of it."""

    media: str = ""
    form: str = ""
    graphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    refused: str | None = None
    reason: str = ""


class Piece(msgspec.Struct, frozen=True, tag=True):
    """Some of the body."""

    data: bytes


class Tail(msgspec.Struct, frozen=True, tag=True):
    """How an answer ended: whole, or broken off."""

    whole: bool


class Failure(msgspec.Struct, frozen=True):
    """Why data cannot be loaded: a ``KoryuError`` on its way from one process to another."""

    message: tuple[str, str]
    where: str | None
    hint: tuple[str, str] | None


class Ready(msgspec.Struct, frozen=True, tag=True):
    """What a nursery says when its data are loaded, or why it cannot go on; ``isolated`` says that it can reach no network."""

    graphs: tuple[str, ...] = ()
    statements: int | None = None
    isolated: bool = False
    failure: Failure | None = None


Part = Head | Piece | Tail
_encoder = msgspec.msgpack.Encoder()


def receive(line: socket.socket) -> bytes:
    """Wait for a message, still packed; nothing if nobody is there any more."""
    head = line.recv(LENGTH.size, socket.MSG_WAITALL)
    if len(head) < LENGTH.size:
        return b""
    return line.recv(LENGTH.unpack(head)[0], socket.MSG_WAITALL)


def frame(message: msgspec.Struct) -> bytes:
    """Pack a message with its length in front."""
    data = _encoder.encode(message)
    return LENGTH.pack(len(data)) + data
