"""The worker: agreements and notes come through as they would without it, and no file can take more than its limits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from koryu_rdf.errors import ReadError
from koryu_rdf.model import Agreement
from koryu_rdf.personal import Personal
from koryu_rdf.problems import explain
from koryu_rdf.read.confined import set_limits
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.records import read_records
from koryu_rdf.read.source import Source, list_sources
from koryu_rdf.read.survey import read_survey
from koryu_rdf.read.worker import in_worker
from koryu_rdf.settings import Limits, Settings

DATA = Path(__file__).parent / "data"
DOCUMENT = DATA / "html-residue" / "document.txt"

READERS = """
import os, signal, time
from koryu_rdf.errors import ReadError
from koryu_rdf.problems import Where
from koryu_rdf.read.survey import read_survey
from koryu_rdf.texts import Text

def after_all(source, journal, settings):
    yield from read_survey(source, journal, settings)
    END

def before_all(source, journal, settings):
    END
    yield from read_survey(source, journal, settings)

def leaves_a_file(source, journal, settings):
    try:
        with open(os.path.join(os.path.dirname(__file__), "left"), "w") as file:
            file.write("left")
    except OSError as error:
        journal.at(Where(file=source.name))("not-utf8", value=str(error))
    yield from ()

def tells_its_process(source, journal, settings):
    journal.at(Where(file=source.name))("not-utf8", value=str(os.getpid()))
    yield from read_survey(source, journal, settings)
    time.sleep(600)

def says_something(source, journal, settings):
    print("a library that chatters", flush=True)
    os.write(1, b"and another")
    yield from read_survey(source, journal, settings)

def reads_twice(source, journal, settings):
    yield from read_survey(source, journal, settings)
    yield from read_survey(source, journal, settings)
"""
ENDS = {
    "takes_memory": "kept = [bytes(2**24) for _ in range(10_000)]",
    "takes_time": "while True: pass",
    "aborts": "os.abort()",
    "leaves": "os._exit(7)",
    "errs": "{}['absent']",
    "refuses": "raise ReadError(Text('読めません', 'unreadable'), where='here', hint=Text('直す', 'mend'))",
}


@pytest.fixture(scope="module")
def make_reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., ModuleType]]:
    """Write modules of readers that end in some way, where a new process finds them too."""
    folder = tmp_path_factory.mktemp("readers")
    for name, end in ENDS.items():
        (folder / f"koryu_test_{name}.py").write_text(READERS.replace("END", end), "utf-8")
    sys.path.append(str(folder))
    yield lambda name: import_module(f"koryu_test_{name}")
    sys.path.remove(str(folder))


def open_source(path: Path = DOCUMENT) -> Source:
    [source] = list_sources(path, [path.suffix], None, None)
    return source


def read_all(reader: Callable[..., Iterator[Agreement]], source: Source, **limits: int) -> tuple[list[str], Journal]:
    journal = Journal()
    records = reader(source, journal, Settings(limits=Limits(**limits)))
    return [record.id for record in records], journal


def get_codes(journal: Journal) -> list[str]:
    return [problem.code for problem in journal.problems]


@pytest.mark.parametrize(
    ("reader", "name"), [(read_survey, "html-residue/document.txt"), (read_records, "toml-tables/document.toml")]
)
def test_everything_comes_through(reader: Callable[..., Iterator[Agreement]], name: str) -> None:
    alone, confined = Journal(), Journal()
    source = open_source(DATA / name)
    expected = list(reader(source, alone, Settings()))
    assert list(in_worker(reader)(source, confined, Settings())) == expected
    assert expected
    for notes in ("problems", "passed_over", "origins", "surveys"):
        assert getattr(confined, notes) == getattr(alone, notes)


def test_the_settings_come_through() -> None:
    found = in_worker(read_survey)(open_source(), Journal(), Settings(survey="another"))
    assert {record.survey for record in found} == {"another"}


def test_what_is_to_be_withheld_is_not_among_the_arguments(make_reader: Callable[..., ModuleType]) -> None:
    settings = Settings(
        personal=Personal(denied=("花子の部屋",), decided=("山口印刷" * 20_000,))
    )  # more than a pipe holds
    journal = Journal()
    reading = in_worker(make_reader("errs").tells_its_process)(open_source(), journal, settings)
    next(reading)
    [process] = [problem.value for problem in journal.problems if problem.code == "not-utf8"]
    if not (arguments := Path(f"/proc/{process}/cmdline")).exists():
        pytest.skip("this system does not show the arguments of a process as a file")
    assert "read.confined" in arguments.read_text("utf-8")
    for place in (arguments, arguments.with_name("environ")):
        text = place.read_text("utf-8", "replace")
        assert "花子" not in text
        assert ascii("花子")[1:-1] not in text
    reading.close()  # type: ignore[attr-defined]


def test_a_reader_may_open_its_source_again(make_reader: Callable[..., ModuleType]) -> None:
    once, _ = read_all(read_survey, open_source())
    assert read_all(in_worker(make_reader("errs").reads_twice), open_source())[0] == once + once


def test_a_library_that_prints_does_no_harm(make_reader: Callable[..., ModuleType]) -> None:
    once, _ = read_all(read_survey, open_source())
    assert read_all(in_worker(make_reader("errs").says_something), open_source())[0] == once


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("takes_memory", "memory-limit"),
        ("takes_time", "time-limit"),
        ("aborts", "reader-failed"),
        ("leaves", "reader-failed"),
        ("errs", "reader-failed"),
    ],
)
def test_an_end_before_its_time_is_a_problem(make_reader: Callable[..., ModuleType], end: str, code: str) -> None:
    expected, sound = read_all(read_survey, open_source())
    limits = {"memory_mb": 400, "seconds": 1}
    found, journal = read_all(in_worker(make_reader(end).after_all), open_source(), **limits)
    assert found == expected, "what was read before stays"
    assert get_codes(journal) == [*get_codes(sound), code]
    last = journal.problems[-1]
    assert last.where.file == DOCUMENT.name
    assert (
        code == "reader-failed" or str(limits["memory_mb" if code == "memory-limit" else "seconds"]) in last.message.ja
    )
    assert get_codes(read_all(in_worker(make_reader(end).before_all), open_source(), **limits)[1]) == [code]


def test_the_problem_says_what_broke(make_reader: Callable[..., ModuleType]) -> None:
    values = {
        end: read_all(in_worker(make_reader(end).before_all), open_source())[1].problems[0].value
        for end in ("aborts", "leaves", "errs")
    }
    assert values == {"aborts": "SIGABRT", "leaves": "exit 7", "errs": "KeyError: 'absent'"}


def test_an_error_of_reading_is_raised_here(make_reader: Callable[..., ModuleType]) -> None:
    with pytest.raises(ReadError) as caught:
        read_all(in_worker(make_reader("refuses").after_all), open_source())
    assert (caught.value.message.ja, caught.value.where, caught.value.hint) == ("読めません", "here", ("直す", "mend"))


def test_a_system_that_cannot_limit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    assert not set_limits(Limits())
    assert explain("limits-not-enforced").severity == "info"


def test_nothing_is_left_on_the_disk(make_reader: Callable[..., ModuleType]) -> None:
    module = make_reader("errs")
    _, journal = read_all(in_worker(module.leaves_a_file), open_source())
    assert get_codes(journal) == ["not-utf8"], "the system refused"
    assert Path(str(module.__file__)).with_name("left").stat().st_size == 0


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and ") Z " in status.read_text())


def wait_for_end(process: int) -> bool:
    """Wait up to half a minute for a process to end."""
    for _ in range(600):
        if not is_alive(process):
            return True
        time.sleep(0.05)
    return False


def test_a_reading_given_up_ends_its_process(make_reader: Callable[..., ModuleType]) -> None:
    journal = Journal()
    reading = in_worker(make_reader("errs").tells_its_process)(open_source(), journal, Settings())
    assert next(reading), "records come while the reader still runs"
    process = int(journal.problems[0].value or "")
    assert is_alive(process)
    reading.close()  # type: ignore[attr-defined]
    assert not is_alive(process)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=lambda number: number.name)
def test_the_process_ends_with_its_parent(make_reader: Callable[..., ModuleType], number: signal.Signals) -> None:
    module = make_reader("errs")
    program = f"""
        import sys
        sys.path.append({str(Path(str(module.__file__)).parent)!r})
        from pathlib import Path
        from koryu_test_errs import tells_its_process
        from koryu_rdf.read.journal import Journal
        from koryu_rdf.read.source import list_sources
        from koryu_rdf.read.worker import in_worker
        from koryu_rdf.settings import Settings
        [source] = list_sources({str(DOCUMENT)!r}, [".txt"], None, None)
        journal = Journal()
        for record in in_worker(tells_its_process)(source, journal, Settings()):
            print(journal.problems[0].value, flush=True)
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout
        process = int(parent.stdout.readline())
        parent.send_signal(number)
        assert parent.wait(timeout=30)
    assert wait_for_end(process)
