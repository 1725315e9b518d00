"""Every saved query asked of one store: ``memory|disk|server|rdflib DATA.nt SECONDS``; prints ``case NAME SECONDS`` for each.

Each query runs in a process of its own, copied after loading; one that takes longer than the limit stands with the limit. Answers are
read to the end.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pyoxigraph

from koryu_rdf.assets import list_files
from koryu_rdf.query import list_queries, open_store, query
from koryu_rdf.query.saved import SavedQuery

Ask = Callable[[SavedQuery], object]


def open_memory(data: Path, _folder: Path) -> Ask:
    """The store inside the program, as ``koryu query`` has it."""
    store = open_store([data, *list_files("ontology", ".ttl")])
    return lambda saved: query(store, saved)


def open_disk(data: Path, folder: Path) -> Ask:
    """The same store on disk."""
    store = pyoxigraph.Store(folder / "store")
    for path in [data, *list_files("ontology", ".ttl")]:
        store.bulk_load(path=path)
    store.flush()
    store.optimize()
    del store
    opened = pyoxigraph.Store.read_only(str(folder / "store"))
    return lambda saved: query(opened, saved)


def open_server(data: Path, folder: Path) -> Ask:
    """Oxigraph's own server, over HTTP, the answer as JSON."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    files = [str(path) for path in (data, *list_files("ontology", ".ttl"))]
    subprocess.run([program, "load", "--location", str(folder), "--file", *files], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [program, "serve-read-only", "--location", str(folder), "--bind", address]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    atexit.register(server.kill)
    _wait_for(address)
    return lambda saved: _post(address, saved.text)


def open_rdflib(data: Path, _folder: Path) -> Ask:
    """rdflib's own store and engine."""
    import rdflib  # noqa: PLC0415

    graph = rdflib.Graph().parse(data, format="nt")
    for path in list_files("ontology", ".ttl"):
        graph.parse(path)
    return lambda saved: list(graph.query(saved.text))


STORES = {"memory": open_memory, "disk": open_disk, "server": open_server, "rdflib": open_rdflib}


def main(name: str, data: str, limit: float) -> None:
    """Load the data, then ask every query."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        ask = STORES[name](Path(data), Path(folder))
        print(f"case (load) {time.perf_counter() - began:.4f}", flush=True)
        for saved in list_queries():
            print(f"case {saved.name} {_time_apart(ask, saved, limit):.4f}", flush=True)


def _time_apart(ask: Ask, saved: SavedQuery, limit: float) -> float:
    began = time.perf_counter()
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_REAL, limit)
        ask(saved)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return time.perf_counter() - began if status == 0 else limit


def _post(address: str, text: str) -> bytes:
    body = urllib.parse.urlencode({"query": text}).encode()
    request = urllib.request.Request(f"http://{address}/query", body, {"Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        given: bytes = answer.read()
        return given


def _wait_for(address: str) -> None:
    host, port = address.split(":")
    for _ in range(200):
        try:
            socket.create_connection((host, int(port))).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise OSError(address)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
