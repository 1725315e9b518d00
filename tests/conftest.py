"""What tests share: where the project and, if it is there, the real survey lie, and programs in Java to compare with."""

from __future__ import annotations

import fcntl
import functools
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from tests.stores import Store

hypothesis.settings.register_profile("koryu", deadline=None)  # a busy machine is no fault of the program
hypothesis.settings.load_profile("koryu")

ROOT = Path(__file__).parent.parent
SURVEY = ROOT.parent / "shared" / "survey" / "economic-exchange.txt"
CALC = Path(__file__).parent / "libreoffice" / "calc.py"
JAVA = Path(__file__).parent / "java"
LIBRARIES = Path.home() / ".cache" / "koryu-rdf-tests"


def miss(message: str) -> None:
    """Skip what this machine has no means for; under CI that is a failure."""
    pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def real_survey() -> Path:
    """The real survey document: skipped on a machine that lacks it, a failure under CI."""
    if not SURVEY.exists():
        miss("the survey document is not beside this checkout (../shared/survey/economic-exchange.txt)")
    return SURVEY


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """Run a job in LibreOffice Calc, ``calc(open=…, type={cell: text}, save=…)``, and give what is to see by sheets."""
    python = shutil.which("python3", path=os.defpath)
    has_uno = python and subprocess.run([python, "-c", "import uno"], check=False, capture_output=True).returncode == 0
    if not shutil.which("soffice") or not python or not has_uno:
        miss("this needs LibreOffice Calc and its bridge to Python (libreoffice-calc, python3-uno)")
    profile = tmp_path_factory.mktemp("office")
    options = ["--headless", "--norestore", f"--accept=pipe,name={profile.name}-{os.getpid()};urp;"]
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", *options], start_new_session=True
    )

    def run(**job: Any) -> Any:
        command = [str(python), str(CALC), f"{profile.name}-{os.getpid()}"]
        done = subprocess.run(command, check=False, input=json.dumps(job, default=str), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    yield run
    with suppress(ProcessLookupError):
        os.killpg(office.pid, signal.SIGTERM)
    office.wait()


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Convert a document with LibreOffice Writer, ``convert(path, "pdf")``, and give the file it made."""
    if not shutil.which("soffice"):
        miss("this needs LibreOffice Writer: there is no soffice here (Debian: libreoffice-writer-nogui)")
    folder = tmp_path_factory.mktemp("writer")

    def run(path: Path, form: str) -> Path:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=120)
        made = folder / f"{path.stem}.{form.partition(':')[0]}"
        if not made.exists():
            miss(f"LibreOffice made no {made.name}: {done.stdout}{done.stderr} (Debian: libreoffice-writer-nogui)")
        return made

    return run


@pytest.fixture(scope="session")
def stores() -> Iterator[Callable[[str], Store]]:
    """Give a store of a kind: started when it is first asked for, and kept for all tests of the session."""
    from tests.stores import make_folder, start_store  # noqa: PLC0415  # which needs this module

    with ExitStack() as stack:
        enter = stack.enter_context
        yield functools.cache(lambda kind: enter(start_store(kind, enter(make_folder()))))


@pytest.fixture(scope="session")
def run_java() -> Callable[..., str]:
    """Run a program of tests/java, ``run_java("jena", "Shacl", argument, …)``, and give what it prints."""
    missing = [tool for tool in ("java", "javac", "mvn") if not shutil.which(tool)]
    if missing:
        miss(f"this needs a Java development kit, 17 or newer, and Maven: there is no {', '.join(missing)} here")

    def run(folder: str, program: str, *arguments: str | Path) -> str:
        # So short a run does not repay the slow compiler.
        java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", f"{fetch_libraries(JAVA / folder)}/*"]
        command = [*java, str(JAVA / folder / f"{program}.java"), *map(str, arguments)]
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    return run


def fetch_libraries(folder: Path) -> Path:
    """Fetch what a pom names, once for each state of it: the pom they were fetched for lies beside them."""
    pom, libraries = folder / "pom.xml", LIBRARIES / folder.name
    LIBRARIES.mkdir(parents=True, exist_ok=True)
    with (LIBRARIES / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the tests run in several processes
        fetched = libraries / "pom.xml"
        if fetched.exists() and fetched.read_bytes() == pom.read_bytes():
            return libraries
        shutil.rmtree(libraries, ignore_errors=True)
        command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={libraries}"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            miss(f"Maven cannot fetch the libraries of {pom.relative_to(ROOT)}: {done.stdout[:500]}")
        shutil.copy(pom, fetched)
    return libraries
