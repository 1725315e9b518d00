"""The service as the tests run it: a process of its own on a port that the system chooses, with its log.

``start_service`` runs the command. ``start_exact`` serves any RDF files as they are, with nothing added and named graphs kept apart: with
``default-graph-uri`` and ``named-graph-uri`` one service answers over every data set that its graphs can make up.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

_WAIT = 60  # seconds; the machine may be busy
_EXACT = """\
import json, sys
from pathlib import Path
from koryu_rdf.serve import Site, Source, make_face, serve
from koryu_rdf.settings import Settings, read_settings
from koryu_rdf.texts import Text
settings = read_settings(Path(sys.argv[1]))
site = Site("https://data.city.example.jp/koryu/", Text("例", "Example"), "https://example.jp/licence", {})
source = Source(tuple(map(Path, sys.argv[2:])), merged=False)
face = make_face(source, site, settings.serve, (), lambda line: print(json.dumps(line), flush=True))
serve(face, "127.0.0.1", 0, lambda url: print(url, file=sys.stderr, flush=True))
"""


class Service:
    """A running service: ``url`` ends with a slash, ``log`` is what it has written so far."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._log, self._said = folder / "log.jsonl", folder / "said.txt"
        with self._log.open("wb") as log, self._said.open("wb") as said:
            self.process = subprocess.Popen(command, stdout=log, stderr=said, cwd=folder)
        self.url = self._wait_for_address()

    @property
    def said(self) -> str:
        """What it said to whoever began it."""
        return self._said.read_text("utf-8")

    @property
    def log(self) -> list[dict[str, Any]]:
        """The lines of its log that are whole."""
        return [
            json.loads(line) for line in self._log.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")
        ]

    def ask(self, query: str, accept: str | None = None, **fields: str) -> requests.Response:
        """Ask a query."""
        headers = {"Accept": accept} if accept else {}
        return requests.get(f"{self.url}sparql", {"query": query, **fields}, headers=headers, timeout=_WAIT)

    def get(self, path: str, headers: dict[str, str] | None = None, **options: Any) -> requests.Response:
        """Get what stands at a path, without following it elsewhere."""
        options = {"timeout": _WAIT, "allow_redirects": False, **options}
        return requests.get(self.url + path, headers=headers, **options)

    def list_values(self, query: str, **fields: str) -> list[str]:
        """Give the first value of every row."""
        reply = self.ask(query, **fields)
        assert reply.status_code == 200, reply.text[:500]
        found = reply.json()
        return [row[found["head"]["vars"][0]]["value"] for row in found["results"]["bindings"]]

    def stop(self) -> int:
        """Stop it, and give its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_WAIT)

    def _wait_for_address(self) -> str:
        end = time.monotonic() + _WAIT
        while time.monotonic() < end and self.process.poll() is None:
            found = next((word for word in self.said.split() if word.startswith("http://")), None)
            if found and found.endswith("/"):
                return found
            time.sleep(0.02)
        self.process.kill()
        raise AssertionError(self.said)


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; it must, within a minute."""
    end = time.monotonic() + _WAIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def start_service(folder: Path, *arguments: str | Path, limits: str = "", port: int = 0) -> Iterator[Service]:
    """Run ``koryu serve`` with arguments; ``limits`` are lines for ``[serve]`` of its settings."""
    command = [sys.executable, "-m", "koryu_rdf", "serve", *map(str, arguments), "--port", str(port), "--lang", "en"]
    with _run([*command, "--config", str(_write_settings(folder, limits))], folder) as service:
        yield service


@contextmanager
def start_exact(folder: Path, *files: Path, limits: str = "") -> Iterator[Service]:
    """Serve RDF files as they are."""
    with _run(
        [sys.executable, "-c", _EXACT, str(_write_settings(folder, limits)), *map(str, files)], folder
    ) as service:
        yield service


@contextmanager
def _run(command: list[str], folder: Path) -> Iterator[Service]:
    service = Service(command, folder)
    try:
        yield service
    finally:
        service.stop()


def _write_settings(folder: Path, limits: str) -> Path:
    settings = folder / "koryu.toml"
    home = "https://data.city.example.jp/koryu/"
    settings.write_text(f'base = "{home}id/"\n[dataset]\nhome = "{home}"\n[serve]\n{limits}\n', "utf-8")
    return settings
