"""A small Wikidata with invented places, as triples, as a file, and on a real SPARQL server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from koryu_rdf.japanese_parties import parse_japanese_parties
from koryu_rdf.link.dump import read_dump
from koryu_rdf.link.index import Index, build_index
from koryu_rdf.link.mappings import LinkRow
from koryu_rdf.link.stage import link
from koryu_rdf.model import Agreement, Source, WrittenDate
from koryu_rdf.overseas_parties import parse_overseas_parties
from koryu_rdf.terms import to_literal

WD, WDT = "http://www.wikidata.org/entity/", "http://www.wikidata.org/prop/direct/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ITEMS = """
Q142 P297=FR P31=Q6256 ja=フランス en=France
Q17 P297=JP P31=Q6256 ja=日本 en=Japan
Q1001 P31=Q10864048 P17=Q142 P300=FR-AAA ja=ソレーヌ en=Solaine
Q1002 P31=Q10864048 P17=Q142 P300=FR-BBB ja=モルヴァン州 en=Morvant
Q2001 P31=Q515 P17=Q142 P131=Q1001 P625=2.1,48.1 P1082=90000 ja=ヴェルデュー en=Verdieu P1566=777001
Q2002 P31=Q515 P17=Q142 P131=Q1002 P625=5.1,45.1 P1082=4000 ja=ヴェルデュー en=Verdieu
Q2003 P31=Q486972 P17=Q142 P131=Q1001 P625=2.1,48.1 ja=ポン＝ラヴェル en=Pont-Ravel
Q2004 P31=Q515 P17=Q142 P131=Q1001 P625=2.4,48.4 ja=ポン＝ラヴェル en=Pont-Ravel
Q2005 P31=Q515 P17=Q142 P131=Q1001 P625=1.0,47.0 P625=4.0,44.0 ja=オルミエ en=Ormier
Q2006 P31=Q515 P17=Q142 P131=Q1001 P576=1999-01-01T00:00:00Z ja=カルデーユ en=Cardeille
Q2007 P31=Q515 P17=Q142 P625=3.0,46.0 P190=Q9001 ja=トゥーロワ en=Touloix
Q2008 P31=Q515 P17=Q142 P625=3.3,46.3 ja=トゥーロワ en=Touloix
Q2009 P31=Q783794 P17=Q142 P131=Q1001 ja=ブリュメール en=Brumaire
Q9001 P31=Q494721 P17=Q17 P429=232041 ja=瀬戸市 en=Seto
Q9002 P31=Q494721 P17=Q17 P429=132063 ja=府中市 en=Fuchu
Q9003 P31=Q494721 P17=Q17 P429=342084 ja=府中市 en=Fuchu
Q9004 P31=Q50337 P17=Q17 P300=JP-12 ja=千葉 en=Chiba
"""


def to_ntriples(items: str = ITEMS) -> str:
    """Write the small Wikidata as N-Triples."""
    return "".join(
        f"<{WD}{item}> {rest} .\n"
        for item, *facts in map(str.split, items.strip().splitlines())
        for rest in map(_to_rest, facts)
    )


def _to_rest(fact: str) -> str:
    name, _, value = fact.partition("=")
    value = value.replace("_", " ")
    if not name.startswith("P"):
        return f"<{LABEL}> {to_literal(value, name)}"
    if name == "P625":
        return f'<{WDT}P625> "Point({value.replace(",", " ")})"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'
    return f"<{WDT}{name}> " + (f"<{WD}{value}>" if value.startswith("Q") else to_literal(value))


@pytest.fixture(scope="session")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small Wikidata as a file."""
    path = tmp_path_factory.mktemp("dump") / "places.nt"
    path.write_text(to_ntriples(), "utf-8")
    return path


@pytest.fixture(scope="session")
def index(dump: Path, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The small Wikidata as an index."""
    path = tmp_path_factory.mktemp("index") / "places.sqlite"
    build_index(read_dump(dump), path, "2026-11-25")
    return Index(path)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """Serve a file of triples with a real Oxigraph server and give the address of its query service."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert program, "oxigraph is one of the development dependencies"
    servers: list[subprocess.Popen[bytes]] = []

    def start(data: Path) -> str:
        store = tmp_path_factory.mktemp("store")
        subprocess.run([program, "load", "--location", store, "--file", data], check=True, capture_output=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
        servers.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        url = f"http://127.0.0.1:{port}/query"
        for _ in range(100):
            try:
                requests.get(url, params={"query": "ASK {}"}, timeout=5)
            except requests.ConnectionError:
                time.sleep(0.1)
            else:
                return url
        raise AssertionError("the server does not answer")

    yield start
    for server in servers:
        server.terminate()
        server.wait()


def agree(overseas: str, japanese: str = "愛知県瀬戸市", number: int = 1, signed: str = "2006-11-02") -> Agreement:
    """Make an agreement between parties as an office writes them."""

    def ignore(code: str, *, field: str | None = None, value: str | None = None, **slots: object) -> None:
        pass

    return Agreement(
        id=f"invented/{number}",
        survey="invented",
        number=number,
        title="経済交流に関する覚書",
        kind="memorandum",
        fields=(),
        dates=(WrittenDate(signed, "day", "signed", signed),),
        japanese_parties=tuple(parse_japanese_parties(japanese, ignore)),
        overseas_parties=tuple(parse_overseas_parties(overseas, ignore)),
        source=Source("invented.txt"),
    )


def find_rows(rows: list[LinkRow], label: str) -> list[LinkRow]:
    """Give the rows of the subject with that name as written."""
    return [row for row in rows if row.subject_label == label]


@pytest.fixture
def suggest(index: Index) -> Callable[..., list[LinkRow]]:
    """Suggest links for one overseas party, named as an office writes it, from the index."""

    def run(overseas: str, japanese: str = "愛知県瀬戸市", **options: str) -> list[LinkRow]:
        return find_rows(link([agree(overseas, japanese, **options)], index), overseas)  # type: ignore[arg-type]

    return run
