"""Lighthouse on the pages that people see first: at least 95 of 100 in every category.

A busy machine only lowers a score, so the best of up to three runs counts, and the processor that Lighthouse imagines is made slower by
as much as this machine is faster: see "Calibrating the CPU slowdown" in its documentation.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import FLAGS, run_node

LEAST, RUNS = 0.95, 3
CATEGORIES = {"performance", "accessibility", "best-practices", "seo"}
MOST_SLOWDOWN = 4  # what Lighthouse takes by itself
PHONE = 1750 / MOST_SLOWDOWN  # benchmarkIndex of the phone it means: a quarter of a fast desktop's, 1500 to 2000


@pytest.mark.parametrize("path", ["index", "agreements", "id/agreement/economic-exchange-2012/16"])
def test_lighthouse(path: str, address: str, packages: Path, chromium: str, tmp_path: Path) -> None:
    best = dict.fromkeys(CATEGORIES, 0.0)
    slowdown: float = MOST_SLOWDOWN
    for number in range(RUNS):
        report = _run(f"{address}{path}.html", tmp_path / f"{number}.json", packages, chromium, slowdown)
        best = {name: max(score, report["categories"][name]["score"]) for name, score in best.items()}
        if min(best.values()) >= LEAST:
            break
        slowdown = max(1, min(MOST_SLOWDOWN, report["environment"]["benchmarkIndex"] / PHONE))
    assert {name: score for name, score in best.items() if score < LEAST} == {}


def _run(address: str, report: Path, packages: Path, chromium: str, slowdown: float) -> Any:
    options = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags=--headless {' '.join(FLAGS)}"]
    options += [f"--only-categories={','.join(sorted(CATEGORIES))}", f"--throttling.cpuSlowdownMultiplier={slowdown}"]
    program = packages / "lighthouse" / "cli" / "index.js"
    done = run_node(program, address, *options, CHROME_PATH=chromium)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(report.read_text("utf-8"))
