"""How much one client may ask, by a clock of ours."""

from __future__ import annotations

import pytest

from koryu_rdf.serve.faults import Refusal
from koryu_rdf.serve.gate import Gate, name_client
from koryu_rdf.settings import Service


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gate(clock: Clock) -> Gate:
    """Thirty requests a minute: one in two seconds."""
    return Gate(Service(requests_per_minute=30, queries_at_once=2, seconds=1), clock)


def use_up(gate: Gate, client: str) -> None:
    for _ in range(30):
        gate.admit(client)


def test_who_has_asked_too_much_waits_for_the_next(gate: Gate, clock: Clock) -> None:
    use_up(gate, "192.0.2.1")
    with pytest.raises(Refusal) as refusal:
        gate.admit("192.0.2.1")
    assert (refusal.value.status, refusal.value.pause) == (429, 2)
    clock.now += 2
    gate.admit("192.0.2.1")
    with pytest.raises(Refusal):
        gate.admit("192.0.2.1")


def test_others_are_not_held_up(gate: Gate) -> None:
    use_up(gate, "192.0.2.1")
    gate.admit("192.0.2.2")


def test_a_minute_fills_the_bucket_and_no_more(gate: Gate, clock: Clock) -> None:
    use_up(gate, "192.0.2.1")
    clock.now += 3600
    use_up(gate, "192.0.2.1")
    with pytest.raises(Refusal):
        gate.admit("192.0.2.1")


def test_a_network_of_ipv6_is_one_client(gate: Gate) -> None:
    use_up(gate, "2001:db8:1:2::1")
    with pytest.raises(Refusal):
        gate.admit("2001:db8:1:2:ffff::9")
    gate.admit("2001:db8:1:3::1")


def test_queries_at_once(gate: Gate) -> None:
    with gate.occupy("192.0.2.1"), gate.occupy("192.0.2.1"):
        with pytest.raises(Refusal) as refusal, gate.occupy("192.0.2.1"):
            pass
        assert refusal.value.status == 429
        with gate.occupy("192.0.2.2"):
            pass
    with gate.occupy("192.0.2.1"):
        pass


@pytest.mark.parametrize("address", ["192.0.2.7", "", "unix", "not:an:address"])
def test_other_addresses_stand_for_themselves(address: str) -> None:
    assert name_client(address) == address
