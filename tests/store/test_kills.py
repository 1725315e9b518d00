"""Loading while processes die: ``kill -9`` of the client and of the server at each request of a load, and a disk that is full.

Whatever happens, the graph holds all of the old data or all of the new, and the next load works and leaves nothing behind.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from threading import Timer

import pytest
from tests.proxy import Exchange, Fault, Proxy, cut_body, lose_answer, pass_on
from tests.store.harm import LINE, OLD, STEPS, SWAP, encode, list_steps, load_elsewhere, load_old, look, try_new
from tests.stores import Store

MOMENTS: dict[str, Fault] = {"before": lambda _: None, "amid": cut_body, "after": lose_answer}
LARGE, FULL = (
    {LINE.format(f"{name}/{number}") + f'"{number}"' for number in range(8_000)} for name in ("large", "full")
)

only_oxigraph = pytest.mark.parametrize("store", ["oxigraph"], indirect=True)
not_oxigraph = pytest.mark.parametrize("store", ["fuseki", "virtuoso"], indirect=True)
at_each_moment = pytest.mark.parametrize("moment", MOMENTS)
StartLoader = Callable[[Store, int], BaseProcess]


@pytest.fixture(scope="module")
def start_loader() -> StartLoader:
    """Start loads in processes of their own: copies of one that has read the program once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.harm"])

    def start(store: Store, port: int) -> BaseProcess:
        process = context.Process(target=load_elsewhere, args=(store.kind, store.port, port), daemon=True)
        process.start()
        return process

    return start


def then(fault: Fault, act: Callable[[], None]) -> Fault:
    """Make a fault after which something happens."""

    def hurt(exchange: Exchange) -> None:
        fault(exchange)
        act()

    return hurt


def kill_client(store: Store, proxy: Proxy, moment: str, number: int, start_loader: StartLoader) -> None:
    """Kill a load at a request; it leaves the old data up to the swap, and the new from then on."""
    load_old(store)

    def kill() -> None:
        loader.kill()

    proxy.hurt(then(MOMENTS[moment], kill), number)
    loader = start_loader(store, proxy.port)
    loader.join()
    assert loader.exitcode == -signal.SIGKILL, number
    swap = list_steps(store).index("swap")
    assert (store.read() == OLD) == (number < swap + (moment != "after")), number


@only_oxigraph
@at_each_moment
def test_the_client_is_killed(moment: str, store: Store, proxy: Proxy, start_loader: StartLoader) -> None:
    for number in range(len(STEPS)):
        kill_client(store, proxy, moment, number, start_loader)
    load_old(store)


@not_oxigraph
@at_each_moment
def test_the_client_is_killed_at_a_telling_moment(
    moment: str, store: Store, proxy: Proxy, start_loader: StartLoader
) -> None:
    for step in ("send", "verified", "swap"):
        kill_client(store, proxy, moment, list_steps(store).index(step), start_loader)
    load_old(store)


@only_oxigraph
@pytest.mark.parametrize("moment", ["before", "after"])
def test_the_server_is_killed(moment: str, store: Store, proxy: Proxy, few_pieces: None) -> None:
    for number in range(len(STEPS)):
        load_old(store)
        proxy.hurt(then(MOMENTS[moment], store.kill), number)
        error = try_new(store, proxy.port)
        store.start()
        assert look(store, error) == (number >= SWAP + (moment != "after")), number
        assert (error is None) == (number > SWAP + 1), number
    load_old(store)


@only_oxigraph
def test_the_server_is_killed_and_starts_again(store: Store, proxy: Proxy, few_pieces: None) -> None:
    def restart() -> None:
        store.kill()
        store.start()

    for number in range(len(STEPS)):
        load_old(store)
        proxy.hurt(then(lose_answer, restart), number)
        assert look(store, try_new(store, proxy.port)), number
    load_old(store)


def test_the_server_is_killed_amid_the_swap(store: Store, proxy: Proxy) -> None:
    load_old(store)

    def swap_and_die(exchange: Exchange) -> None:
        Timer(0.02, store.kill).start()
        pass_on(exchange)

    proxy.hurt(swap_and_die, "swap")
    error = try_new(store, proxy.port, encode(LARGE))
    assert "swap" in proxy.seen
    store.kill()
    store.start()
    look(store, error, LARGE)
    load_old(store)


def test_the_disk_is_full(store: Store) -> None:
    load_old(store)
    with store.full_disk():
        error = try_new(store, store.port, encode(FULL))
    assert error is not None
    assert error.hint is not None
    assert "restart the store" in error.hint.en
    store.kill()
    store.start()
    look(store, error, FULL)
    load_old(store)
