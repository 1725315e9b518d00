"""What tests share: where the project and, if it is there, the real survey lie, and Apache Jena as a second engine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SURVEY = ROOT.parent / "shared" / "survey" / "economic-exchange.txt"
JENA = Path(__file__).parent / "java" / "jena"
JENA_LIBRARIES = Path.home() / ".cache" / "koryu-rdf-tests" / "jena"


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
def run_jena() -> Callable[..., str]:
    """Run a program of tests/java/jena, ``run_jena("Shacl", argument, …)``, and give what it prints."""
    missing = [tool for tool in ("java", "javac", "mvn") if not shutil.which(tool)]
    if missing:
        miss(f"Jena needs a Java development kit, 17 or newer, and Maven: there is no {', '.join(missing)} here")
    fetch_jena()

    def run(program: str, *arguments: str | Path) -> str:
        command = ["java", "-cp", f"{JENA_LIBRARIES}/*", JENA / f"{program}.java", *arguments]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    return run


def fetch_jena() -> None:
    """Fetch Jena's libraries from Maven Central, once for each pom: the one they were fetched for lies beside them."""
    pom, fetched = JENA / "pom.xml", JENA_LIBRARIES / "pom.xml"
    if fetched.exists() and fetched.read_bytes() == pom.read_bytes():
        return
    shutil.rmtree(JENA_LIBRARIES, ignore_errors=True)
    command = ["mvn", "-q", "-B", "-f", pom, "dependency:copy-dependencies", f"-DoutputDirectory={JENA_LIBRARIES}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        miss(f"Maven cannot fetch Jena: {done.stdout[:500]}")
    shutil.copy(pom, fetched)
