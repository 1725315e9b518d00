"""What the tests that do harm share: two states of a graph, loads from one to the other, and a look at what became of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.store.conftest import NOW, load_text
from tests.stores import Store

from koryu_rdf.errors import StoreError
from koryu_rdf.protocol import Patience
from koryu_rdf.store import spool

LINE = "<https://data.city.example.jp/{0}> <https://data.city.example.jp/p> "
STAYS = [LINE.format(f"stays/{number}") + '"残る"@ja' for number in range(10)]
OLD = {*STAYS, *(LINE.format(f"old/{number}") + '"古い"@ja' for number in range(10))}
NEW = {*STAYS, *(LINE.format(f"new/{number}") + f'"新しい{number}"@ja' for number in range(20))}
PIECES = 3
PIECE = sum(len(line.encode()) + 3 for line in NEW) // PIECES + 100
STEPS = "count count begun send send send count fetch verified swap compare unlist drop unlist".split()
SWAP = STEPS.index("swap")
TELLING = ("send", "fetch", "swap", "compare")
LATER = NOW + timedelta(minutes=11)  # when Virtuoso has settled
QUICK = Patience(tries=3, first_pause=0.001, longest_pause=0.01)


def list_steps(store: Store) -> list[str]:
    """List the steps of a load: one with a digest login is first asked for it, and Fuseki counts the decimals that it has lost."""
    asked, counted, *rest = STEPS
    before = {"virtuoso": [asked, asked, counted], "fuseki": [asked, counted, "lost"]}
    return [*before.get(store.kind, [asked, counted]), *rest]


def encode(statements: set[str]) -> bytes:
    """Write statements as N-Triples."""
    return "".join(f"{line} .\n" for line in sorted(statements)).encode()


def load_old(store: Store) -> None:
    """Load the old data by the straight way, which clears away what is left of a load that failed."""
    load_text(store.aim(), triples=encode(OLD), now=LATER)
    assert store.read() == OLD
    assert store.list_own_graphs() == set()


def try_new(store: Store, port: int, triples: bytes = encode(NEW), timeout: float = 60) -> StoreError | None:
    """Load the new data by way of a port, and give what went wrong."""
    try:
        load_text(store.aim(port, patience=QUICK, timeout=timeout), triples=triples)
    except StoreError as error:
        return error
    return None


def look(store: Store, error: StoreError | None, new: set[str] = NEW) -> bool:
    """Look whether the graph is whole, and as the program said it was; say whether it is the new one."""
    found = store.read()
    assert found in (OLD, new), len(found)
    if error is None:
        assert found == new
        return True
    said = error.message.en
    assert error.hint is not None
    assert ("as it was" in said) != ("holds either all the old data or all the new" in said), said
    assert found == OLD or "either" in said, said
    return found == new


def load_elsewhere(kind: str, store_port: int, port: int) -> None:
    """Load the new data by way of a port, in a process of its own."""
    spool.PIECE = PIECE
    store = Store(kind, Path())
    store.port = store_port
    load_text(store.aim(port), triples=encode(NEW))
