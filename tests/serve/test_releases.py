"""Releases and ends: a new release without a dropped request, one that is broken, and a stop that lets answers end."""

from __future__ import annotations

import shutil
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from tests.serve.conftest import LIMITS, NAMES
from tests.serve.service import Service, start_exact, start_service, wait_until

ALL = "SELECT ?v WHERE { ?s <https://example.jp/value> ?v } ORDER BY ?v"
MANY = "SELECT ?a ?b WHERE { ?a <https://example.jp/value> ?v . ?b <https://example.jp/value> ?w }"
COUNT = 300


def write_release(path: Path, name: str) -> None:
    """Write a release whose values all bear one name, at once, as a build does."""
    draft = path.with_suffix(".draft")
    lines = [f'<https://example.jp/{n}> <https://example.jp/value> "{name}-{n:03}" .\n' for n in range(COUNT)]
    draft.write_text("".join([*lines, f'<https://example.jp/x> <https://example.jp/name> "{name}" .\n']), "utf-8")
    shutil.move(draft.with_suffix(".draft"), path)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that is served."""
    path = tmp_path_factory.mktemp("releases") / "data.nt"
    write_release(path, "first")
    return path


@pytest.fixture(scope="module")
def service(data: Path) -> Iterator[Service]:
    with start_exact(data.parent, data, limits=LIMITS) as running:
        yield running


def release(service: Service, data: Path, name: str) -> None:
    """Have a new release served."""
    write_release(data, name)
    service.process.send_signal(signal.SIGHUP)
    wait_until(lambda: service.list_values(NAMES) == [name])


@contextmanager
def keep_asking(ask: Callable[[], list[str]]) -> Iterator[list[list[str]]]:
    """Ask again and again meanwhile; what was raised is raised here."""
    answers, done, faults = list[list[str]](), threading.Event(), list[Exception]()

    def work() -> None:
        while not done.is_set():
            try:
                answers.append(ask())
            except Exception as error:  # noqa: BLE001
                faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    yield answers
    done.set()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_new_release_takes_over_without_a_dropped_or_mixed_answer(service: Service, data: Path) -> None:
    release(service, data, "old")
    with keep_asking(lambda: service.list_values(ALL)) as answers:
        wait_until(lambda: len(answers) > 5)
        release(service, data, "new")
        seen = len(answers)
        wait_until(lambda: len(answers) > seen + 5)
    kinds = [{value.partition("-")[0] for value in answer} for answer in answers]
    assert {len(answer) for answer in answers} == {COUNT}
    assert {"old"} in kinds
    assert {"new"} in kinds
    assert {"old", "new"} not in kinds


def test_an_answer_that_has_begun_ends_as_it_began(service: Service, data: Path) -> None:
    with begin_long_answer(service) as reply:
        release(service, data, "newer")
        assert count_rows(reply) == COUNT * COUNT


def test_a_broken_release_leaves_the_old_one(service: Service, data: Path) -> None:
    release(service, data, "whole")
    data.write_text("<a:b> <c", "utf-8")
    service.process.send_signal(signal.SIGHUP)
    wait_until(lambda: any(line.get("event") == "reload-failed" for line in service.log))
    assert service.list_values(NAMES) == ["whole"]


def test_a_stop_lets_answers_end_and_leaves_no_process(tmp_path: Path) -> None:
    write_release(tmp_path / "data.nt", "only")
    with start_exact(tmp_path, tmp_path / "data.nt", limits=LIMITS) as service, begin_long_answer(service) as reply:
        children = list_children(service)
        service.process.send_signal(signal.SIGTERM)
        wait_until(lambda: not is_open(service))
        assert service.process.poll() is None
        assert count_rows(reply) == COUNT * COUNT
        assert service.stop() == 0
        assert children
        wait_until(lambda: not any(child.exists() for child in children))
        assert "Traceback" not in service.said


def test_an_interrupt_ends_it_too(tmp_path: Path) -> None:
    write_release(tmp_path / "data.nt", "only")
    with start_service(tmp_path, tmp_path / "data.nt") as service:
        service.process.send_signal(signal.SIGINT)
        assert service.process.wait(60) == 0
        assert service.said.endswith("Stopped.\n")


def begin_long_answer(service: Service) -> requests.Response:
    """Ask for more than the network holds, and read none of it yet."""
    fields = {"query": MANY, "format": "csv"}
    reply = requests.get(f"{service.url}sparql", fields, stream=True, timeout=60)
    assert reply.status_code == 200
    return reply


def count_rows(reply: requests.Response) -> int:
    return b"".join(reply.iter_content(65536)).count(b"\n") - 1


def list_children(service: Service) -> list[Path]:
    number = service.process.pid
    return [
        Path("/proc") / child for child in Path(f"/proc/{number}/task/{number}/children").read_text("utf-8").split()
    ]


def is_open(service: Service) -> bool:
    address = urlsplit(service.url)
    try:
        socket.create_connection((str(address.hostname), address.port or 0), 5).close()
    except ConnectionError:
        return False
    return True
