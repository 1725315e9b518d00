"""The wheel, installed in a fresh environment away from the checkout, does the main job."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A fresh environment with the wheel; its dependencies are those of this environment, found by a path file."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "dist")]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True)
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    lines = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(lines))
    # the path file must not lead back to the checkout: the wheel's own package comes first
    return python


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [python, *arguments], cwd=folder, env=environment, check=False, capture_output=True, text=True
    )


def test_the_package_comes_from_the_wheel(installed: Path, tmp_path: Path, root: Path) -> None:
    found = run(installed, tmp_path, "-c", "import koryu_rdf; print(koryu_rdf.__file__)").stdout.strip()
    assert found
    assert not Path(found).is_relative_to(root)


def test_the_wheel_does_the_main_job(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "koryu_rdf", "build", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "records     24" in done.stderr
    assert (tmp_path / "build" / "data" / "koryu.ttl").stat().st_size > 10_000


def test_the_wheel_answers_a_saved_query(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "koryu_rdf", "query", "partners-by-country", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 20
