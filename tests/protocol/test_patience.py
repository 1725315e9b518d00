"""Asking again: how often, after how long, and when not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from tests.protocol.script import Answer, say, start_server

from koryu_rdf.protocol import Addresses, Credentials, Patience, ProtocolError, StoreClient, open_transport
from koryu_rdf.protocol.faults import PASSING
from koryu_rdf.protocol.patience import read_pause

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
FINE = Answer(200, {}, b"whole")


def ask(*answers: Answer) -> tuple[bytes | ProtocolError, list[float], int]:
    """Ask a server that gives these answers; give what came of it, the pauses, and how often it was asked."""
    pauses: list[float] = []
    with start_server(say(*answers)) as server:
        client = StoreClient(
            Addresses(server.url), open_transport(Credentials(), timeout=5), patience=Patience(sleep=pauses.append)
        )
        try:
            return client.fetch("ASK {}"), pauses, len(server.asked)
        except ProtocolError as fault:
            return fault, pauses, len(server.asked)


@pytest.mark.parametrize("status", sorted(PASSING))
def test_what_may_pass_is_asked_again_after_longer_and_longer_pauses(status: int) -> None:
    assert ask(*[Answer(status)] * 5, FINE) == (b"whole", [0.5, 1, 2, 4, 8], 6)
    fault, pauses, count = ask(Answer(status))
    assert isinstance(fault, ProtocolError)
    assert (pauses, count) == ([0.5, 1, 2, 4, 8], 6)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 500, 501, 507])
def test_what_does_not_pass_is_asked_once(status: int) -> None:
    fault, pauses, count = ask(Answer(status, {}, b"no"), FINE)
    assert str(fault) == f"HTTP {status} no"
    assert (pauses, count) == ([], 1)


def test_a_store_says_how_long_it_wants_to_be_left_alone() -> None:
    past = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
    future = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    said = [Answer(503, {"Retry-After": value}) for value in ("7", past, future, "soon", "0")]
    assert ask(*said, FINE) == (b"whole", [7, 0, 60, 4, 0], 6)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 3 ", 3),
        ("Wed, 25 Nov 2026 09:30:05 GMT", 5),
        ("Wed, 25 Nov 2026 18:30:05 +0900", 5),
        ("Wednesday, 25-Nov-26 09:31:00 GMT", 60),
        ("Wed Nov 25 09:30:09 2026", 9),
        ("Wed, 25 Nov 2026 09:00:00 GMT", 0),
        ("-3", None),
        ("1.5", None),
        ("٣", None),
        ("1e9", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("Wed, 99 Nov 2026 09:00:00 GMT", None),
    ],
)
def test_the_forms_of_retry_after(value: str | None, seconds: float | None) -> None:
    assert read_pause(value, NOW) == seconds


def test_an_answer_that_breaks_off_is_asked_for_again() -> None:
    cut = Answer(200, {"Content-Length": "9"}, b"whole")
    chunks = Answer(200, {}, pieces=iter([b"who", None]))
    assert ask(cut._replace(headers={"Content-Length": "9", "Connection": "close"}), FINE)[0] == b"whole"
    assert ask(chunks, FINE) == (b"whole", [0.5], 2)
