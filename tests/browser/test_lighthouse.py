"""Lighthouse on the pages that people see first: at least 95 of 100 in every category."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.browser.conftest import FLAGS, run_node

LEAST = 0.95
CATEGORIES = {"performance", "accessibility", "best-practices", "seo"}


@pytest.mark.parametrize("path", ["index", "agreements", "id/agreement/economic-exchange-2012/16"])
def test_lighthouse(path: str, address: str, packages: Path, chromium: str, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    options = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags=--headless {' '.join(FLAGS)}"]
    program = packages / "lighthouse" / "cli" / "index.js"
    done = run_node(program, f"{address}{path}.html", *options, CHROME_PATH=chromium)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(report.read_text("utf-8"))["categories"]
    assert found.keys() >= CATEGORIES
    low = {name: found[name]["score"] for name in CATEGORIES if found[name]["score"] < LEAST}
    assert low == {}
