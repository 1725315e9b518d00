"""``python -m benchmarks [PART…]``: measure some parts, or all, and write ``results.md``."""

from __future__ import annotations

import argparse
import importlib
import time
from datetime import UTC, datetime

from msgspec.structs import replace

from benchmarks import PARTS
from benchmarks.bench import Bench, describe_machine
from benchmarks.report import keep_table, write_report


def main() -> int:
    """Run the parts one after the other; one that fails does not keep the others from running."""
    given = _parse()
    bench = Bench(tuple(given.sizes), given.runs, given.limit)
    machine = describe_machine()
    failed = [part for part in given.parts if not _run_part(part, bench)]
    write_report(machine)
    for part in failed:
        bench.say(f"{part} failed")
    return bool(failed)


def _run_part(part: str, bench: Bench) -> bool:
    bench.say(f"{part} ({time.strftime('%H:%M:%S')})")
    try:
        table = importlib.import_module(f"benchmarks.parts.{part}").measure(bench)
    except Exception as error:  # noqa: BLE001  (the other parts shall run)
        bench.say(f"  {type(error).__name__}: {error}")
        return False
    keep_table(part, replace(table, measured=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {bench.runs} runs"))
    return True


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=" ".join(PARTS))
    parser.add_argument("--sizes", nargs="+", type=int, default=[24, 1_000, 10_000], help="numbers of records")
    parser.add_argument("--runs", type=int, default=3, help="rounds; figures are medians over them")
    parser.add_argument("--limit", type=float, default=120, help="the most seconds one run may take")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {' '.join(sorted(unknown))}")
    given.parts = given.parts or list(PARTS)
    return given


if __name__ == "__main__":
    raise SystemExit(main())
