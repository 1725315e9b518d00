"""The three stores that the tests load, ask, kill and start again: real servers, each with a folder that outlives them.

``start_store`` gives a running one; ``Store.kill`` is ``kill -9``, ``Store.start`` starts it on the same folder. Whoever starts one
stops it; those that a session shares are the fixture ``stores``.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
import requests
from tests.conftest import JAVA, fetch_libraries, miss

from koryu_rdf.protocol import Patience
from koryu_rdf.store import STORES, Destination
from koryu_rdf.store.addresses import Access, open_destination

KINDS = ("oxigraph", "fuseki", "virtuoso")
HASTE = Patience(tries=4, first_pause=0.05, longest_pause=0.5)
GRAPH = "https://data.city.example.jp/koryu/dataset"

_VIRTUOSO = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DisableUnixSocket = 1
CaseMode = 2
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{web_port}
ServerThreads = 10
MaxClientConnections = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000
"""


class Store:
    """A server of one kind on a folder of its own."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        self.port, self._second_port = find_free_port(), find_free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address, as a person would type it."""
        return f"http://127.0.0.1:{self.port}" + ("/koryu" if self.kind == "fuseki" else "")

    @property
    def environment(self) -> dict[str, str]:
        """What the environment must hold to log in."""
        login = {"KORYU_STORE_USER": "dba", "KORYU_STORE_PASSWORD": "dba"}
        return login if self.kind == "virtuoso" else {}

    def aim(
        self, port: int | None = None, graph: str = GRAPH, patience: Patience = HASTE, timeout: float = 60
    ) -> Destination:
        """Aim at a graph of this store, by way of another port if one is given."""
        access = Access(kind=self.kind, timeout=timeout)
        url = self.url.replace(f":{self.port}", f":{port or self.port}")
        return open_destination(url, graph, self.environment, access, patience=patience)

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.folder / "output.txt").open("ab") as output:
            self._process = subprocess.Popen(
                self._write_command(),
                cwd=self.folder,
                stdout=output,
                stderr=output,
                preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN),  # noqa: PLW1509  # it takes no lock
            )
        self._wait()

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Let no file of it grow any further, save small ones."""
        assert self._process is not None
        unlimited = resource.RLIM_INFINITY
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (1 << 18, unlimited))
        yield
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))

    def kill(self) -> None:
        """Kill it at once; it has no time to tidy up."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def revive(self) -> None:
        """Start it where a test left it dead."""
        if self._process is None or self._process.poll() is not None:
            self.start()

    def stop(self) -> None:
        """End it."""
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def put(self, text: str, graph: str = GRAPH) -> None:
        """Put Turtle in the place of a graph, without the program under test."""
        client = self.aim().client
        client.put_graph(graph, to_ntriples(text))

    def read(self, graph: str = GRAPH) -> set[str]:
        """Give the statements of a graph."""

        def read(body: BinaryIO) -> set[str]:
            return {str(quad.triple) for quad in pyoxigraph.parse(body, pyoxigraph.RdfFormat.N_TRIPLES)}

        return self.aim().client.read_graph(graph, read)

    def list_own_graphs(self) -> set[str]:
        """Name the graphs of this project that are there."""
        query = 'SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "urn:koryu:")) }'
        return set(self.aim().client.fetch(query, "text/csv").decode().replace('"', "").split()[1:])

    def _write_command(self) -> list[str]:
        if self.kind == "oxigraph":
            return [find_oxigraph(), "serve", "--location", "store", "--bind", f"127.0.0.1:{self.port}"]
        if self.kind == "fuseki":
            (self.folder / "store").mkdir(exist_ok=True)
            jar = next(fetch_libraries(JAVA / "fuseki").glob("jena-fuseki-server-*.jar"))
            quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"]
            served = ["--localhost", f"--port={self.port}", "--update", "--tdb2", "--loc=store", "/koryu"]
            return ["java", *quick, "-jar", str(jar), *served]
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        settings = _VIRTUOSO.format(port=self._second_port, web_port=self.port)
        (self.folder / "virtuoso.ini").write_text(settings, "ascii")
        return ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]

    def _wait(self) -> None:
        assert self._process is not None
        for _ in range(600):
            try:
                if requests.get(self.aim().client.addresses.query, timeout=5).status_code:
                    return
            except requests.RequestException:
                time.sleep(0.1)
            if self._process.poll() is not None:
                break
        raise RuntimeError(f"{self.kind} does not start: {(self.folder / 'output.txt').read_text()[-2000:]}")


@contextmanager
def make_folder() -> Iterator[Path]:
    """Make a folder for a store, in memory where there is room: what a dead server wrote outlives it there too, and writing is quick."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 << 30
    with tempfile.TemporaryDirectory(prefix="koryu-store-", dir=memory if roomy else None) as folder:
        yield Path(folder)


@contextmanager
def start_store(kind: str, folder: Path) -> Iterator[Store]:
    """Start a store; skips where this machine has none of its kind."""
    miss_store(kind)
    store = Store(kind, folder)
    store.start()
    try:
        yield store
    finally:
        store.stop()


def miss_store(kind: str) -> None:
    """Skip where this machine has no store of a kind."""
    assert kind in STORES
    if kind == "virtuoso" and not shutil.which("virtuoso-t"):
        miss("there is no Virtuoso here: apt-get install virtuoso-opensource")
    if kind == "fuseki" and not (shutil.which("java") and shutil.which("mvn")):
        miss("Fuseki needs Java, 17 or newer, and Maven to fetch it")
    if kind == "oxigraph":
        find_oxigraph()


def find_oxigraph() -> str:
    """Find the program beside this Python, or on the path."""
    beside = Path(sys.executable).parent
    program = shutil.which("oxigraph", path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        miss("there is no oxigraph program here: pip install oxigraph")
    return str(program)


def find_free_port() -> int:
    """Find a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def to_ntriples(turtle: str | BinaryIO) -> bytes:
    """Turn Turtle into N-Triples."""
    data = turtle.encode() if isinstance(turtle, str) else turtle.read()
    quads = pyoxigraph.parse(data, pyoxigraph.RdfFormat.TURTLE)
    return pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
