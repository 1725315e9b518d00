"""Readers of ``koryu serve``, nice ones and others, all at once: how long they wait, and whether what they get is right.

    python -m benchmarks.serve_load FOLDER [SECONDS]

In: a folder that ``koryu build`` made. Out, on standard output: ``case KIND p50 SECONDS`` lines and a summary. The service is started on
the loopback interface with its usual limits, save those by client, since all readers here are one. Answers are compared with what the
build wrote itself: the files of the folder, and the answers of the saved queries beside their pages. It ends with 3 if one was wrong or
broke off.
"""

from __future__ import annotations

import http.client
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

CLIENTS, FAILED = 8, 3
SETTINGS = "[serve]\nrequests_per_minute = 10000000\nqueries_at_once = 1000\n"
CLEAN_REFUSALS = (429, 503)
PAIRS = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(4))
DOUBLED = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
HOSTILE = {
    f"SELECT (COUNT(*) AS ?n) {{ {PAIRS} }}": (422,),
    f'SELECT (STRLEN(?v40) AS ?n) {{ BIND("aaaaaaaa" AS ?v0) {DOUBLED} }}': (422,),
    "SELECT * " + "{" * 3000 + "}" * 3000: (400,),
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }": (403,),
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }": (400,),
    "LOAD <file:///etc/passwd>": (400,),
    f'ASK {{ FILTER(regex("{"a" * 200}!", "^(a+)+$")) }}': (200,),
}


class Wish(NamedTuple):
    """A request, and what its answer must be."""

    kind: str
    path: str
    is_right: Callable[[int, bytes], bool]


class Result(NamedTuple):
    """What became of a request."""

    kind: str
    seconds: float
    verdict: str  # right, refused, wrong, broken


def main(folder: Path, seconds: float) -> int:
    """Measure, and print the figures."""
    wishes = [*_list_pages(folder), *_list_questions(folder), *_list_hostile()]
    with _serve(folder) as url:
        results = _run(url, wishes, seconds)
    _print_figures(results, seconds)
    return FAILED if any(one.verdict in ("wrong", "broken") for one in results) else 0


def _list_pages(folder: Path) -> Iterator[Wish]:
    for path in sorted([*folder.glob("*.html"), *folder.glob("id/**/*.ttl"), *folder.glob("id/**/*.html")])[:500]:
        name = path.relative_to(folder).as_posix()
        yield Wish("page", f"/{quote(name)}", _expect_bytes(path.read_bytes()))


def _list_questions(folder: Path) -> Iterator[Wish]:
    for path in sorted(folder.glob("queries/*.json")):
        yield Wish("saved query", f"/queries/{path.stem}", _expect_rows(json.loads(path.read_bytes())))


def _list_hostile() -> Iterator[Wish]:
    for query, statuses in HOSTILE.items():
        yield Wish("hostile query", f"/sparql?query={quote(query)}", _expect_status(statuses))


def _expect_bytes(data: bytes) -> Callable[[int, bytes], bool]:
    return lambda status, body: status == 200 and body == data  # noqa: PLR2004


def _expect_rows(answer: Any) -> Callable[[int, bytes], bool]:
    return lambda status, body: status == 200 and json.loads(body)["results"] == answer["results"]  # noqa: PLR2004


def _expect_status(statuses: tuple[int, ...]) -> Callable[[int, bytes], bool]:
    return lambda status, _: status in statuses


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as place:
        settings, said = Path(place) / "koryu.toml", Path(place) / "said.txt"
        settings.write_text(SETTINGS, "utf-8")
        command = [sys.executable, "-m", "koryu_rdf", "serve", str(folder), "--port", "0", "--config", str(settings)]
        with said.open("wb") as stream:
            running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stream)
        try:
            while not (found := [word for word in said.read_text("utf-8").split() if word.endswith("/")]):
                time.sleep(0.05)
            yield found[0]
        finally:
            running.terminate()
            running.wait()


def _run(url: str, wishes: list[Wish], seconds: float) -> list[Result]:
    """Let all clients ask until the time is over: pages and saved queries alike, and every twentieth request a hostile one."""
    by_kind = {
        kind: [wish for wish in wishes if wish.kind == kind] for kind in ("page", "saved query", "hostile query")
    }
    results: list[Result] = []
    end = time.monotonic() + seconds

    def ask(number: int) -> None:
        choice = random.Random(number)  # noqa: S311  (the same requests in every run)
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        while time.monotonic() < end:
            [kind] = choice.choices(list(by_kind), [10, 9, 1])
            results.append(_ask(connection, choice.choice(by_kind[kind])))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _ask(connection: http.client.HTTPConnection, wish: Wish) -> Result:
    started = time.perf_counter()
    try:
        connection.request("GET", wish.path, headers={"Accept-Language": "ja"})
        reply = connection.getresponse()
        status, body = reply.status, reply.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return Result(wish.kind, time.perf_counter() - started, "broken")
    seconds = time.perf_counter() - started
    if status in CLEAN_REFUSALS:
        return Result(wish.kind, seconds, "refused")
    return Result(wish.kind, seconds, "right" if wish.is_right(status, body) else "wrong")


def _print_figures(results: list[Result], seconds: float) -> None:
    for kind in dict.fromkeys(one.kind for one in results):
        times = [one.seconds for one in results if one.kind == kind]
        cuts = quantiles(times, n=100)
        print(f"case {kind} p50 {cuts[49]:.4f}")
        print(f"case {kind} p99 {cuts[98]:.4f}")
        verdicts = Counter(one.verdict for one in results if one.kind == kind)
        print(f"{kind}: {len(times)} requests, {dict(verdicts)}")
    print(f"all: {len(results) / seconds:.0f} requests a second by {CLIENTS} clients")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 20))  # noqa: PLR2004
