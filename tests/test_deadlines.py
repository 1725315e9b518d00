"""Work beside us: results in order, errors where they are waited for, an end to waiting."""

from __future__ import annotations

import threading

import pytest

from koryu_rdf.deadlines import do_beside, wait_for


def test_waiting_ends() -> None:
    with pytest.raises(TimeoutError):
        wait_for(lambda: threading.Event().wait(20), 0.05)


def test_results_come_in_the_order_of_the_things() -> None:
    second_is_done = threading.Event()

    def work(thing: int) -> int:
        if thing == 1:
            second_is_done.wait(20)
        elif thing == 2:
            second_is_done.set()
        return thing * 10

    assert list(do_beside(work, [1, 2, 3, 4], 2)) == [10, 20, 30, 40]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_is_raised_where_it_is_waited_for(error: type[BaseException]) -> None:
    def fail(thing: int) -> int:
        raise error

    with pytest.raises(error):
        list(do_beside(fail, [1, 2], 2))
