"""Loading while everything fails: each fault of the proxy at each request of a load.

Whatever happens, the graph holds all of the old data or all of the new; what the program says of it is true; and the next load works and
leaves nothing behind.
"""

from __future__ import annotations

import pytest
from tests.proxy import FAULTS, Exchange, Proxy, hang, pass_on
from tests.store.harm import STEPS, SWAP, TELLING, list_steps, load_old, look, try_new
from tests.stores import Store

SAFE = SWAP + 2  # from here on the load has done what it is for
HARMLESS = ("delay",)  # however often
FATAL = ("fail-500", "lose-line")  # however seldom

only_oxigraph = pytest.mark.parametrize("store", ["oxigraph"], indirect=True)
not_oxigraph = pytest.mark.parametrize("store", ["fuseki", "virtuoso"], indirect=True)
pytestmark = pytest.mark.usefixtures("few_pieces")


def test_the_steps_of_a_load(store: Store, proxy: Proxy) -> None:
    load_old(store)
    proxy.hurt(pass_on, 0)
    assert look(store, try_new(store, proxy.port))
    assert proxy.seen == list_steps(store)


@only_oxigraph
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_passes(name: str, store: Store, proxy: Proxy) -> None:
    for number, step in enumerate(STEPS):
        load_old(store)
        proxy.hurt(FAULTS[name], number)
        error = try_new(store, proxy.port)
        look(store, error)
        fatal = name in FATAL and number < SAFE and (name != "lose-line" or step == "send")
        assert (error is not None) == fatal, (number, step, error)


@only_oxigraph
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_stays(name: str, store: Store, proxy: Proxy) -> None:
    for number, step in enumerate(STEPS):
        load_old(store)
        proxy.hurt(FAULTS[name], number, on=True)
        error = try_new(store, proxy.port)
        look(store, error)
        last = STEPS.index("send") + 3 if name == "lose-line" else SAFE
        assert (error is None) == (name in HARMLESS or number >= last), (number, step, error)


@not_oxigraph
@pytest.mark.parametrize("name", ["cut-body", "lose-answer", "fail-500"])
def test_a_fault_at_a_telling_moment(name: str, store: Store, proxy: Proxy) -> None:
    for step in TELLING:
        for on in (False, True):
            load_old(store)
            proxy.hurt(FAULTS[name], step, on=on)
            error = try_new(store, proxy.port)
            look(store, error)
            assert (error is not None) == (on or name in FATAL), (step, on, error)


@pytest.mark.parametrize("step", TELLING)
def test_silence(step: str, store: Store, proxy: Proxy) -> None:
    load_old(store)
    proxy.hurt(hang, step, on=True)
    error = try_new(store, proxy.port, timeout=0.1)
    assert error is not None
    look(store, error)


def test_a_request_that_arrives_late(store: Store, proxy: Proxy) -> None:
    """The first piece is kept by the proxy, which says that it failed, and comes through when all has been compared."""
    kept: list[Exchange] = []

    def keep(exchange: Exchange) -> None:
        if not kept:
            kept.append(exchange)
            FAULTS["busy-503"](exchange)
            return
        if exchange.asked.name == "swap":
            kept[0].fetch()
        pass_on(exchange)

    load_old(store)
    proxy.hurt(keep, "send", on=True)
    assert look(store, try_new(store, proxy.port))
    load_old(store)
