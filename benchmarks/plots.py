"""Draws time and memory over the number of records, one SVG a part; runs in an environment that has matplotlib.

python benchmarks/plots.py ROWS_FOLDER PLOTS_FOLDER
"""

# mypy: ignore-errors
from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt

mpl.rcParams["svg.hashsalt"] = "koryu"
mpl.rcParams["svg.fonttype"] = "none"
mpl.rcParams["font.family"] = "sans-serif"


def draw(table, target):
    """Draw a part whose whole runs were measured at two sizes or more."""
    rows = [row for row in table["rows"] if not row.get("case") and row.get("cpu") is not None]
    if len({row["size"] for row in rows}) < 2:  # noqa: PLR2004
        return
    lines = defaultdict(list)
    for row in rows:
        lines[row["contender"]].append((row["size"], row["seconds"], row["peak_mb"]))
    figure, (time, memory) = plt.subplots(1, 2, figsize=(11, 4.2))
    for axes, place, label in ((time, 1, "seconds"), (memory, 2, "MB, all processes")):
        for name, points in lines.items():
            is_ours = name.startswith("koryu")
            axes.plot(
                [point[0] for point in points],
                [point[place] for point in points],
                "o-" if is_ours else "s--",
                label=name,
                linewidth=2.2 if is_ours else 1,
                markersize=4,
            )
        axes.set(xscale="log", yscale="log", xlabel="records", ylabel=label)
        axes.grid(visible=True, which="major", alpha=0.3)
    figure.legend(*time.get_legend_handles_labels(), loc="outside lower center", ncols=4, fontsize=8, frameon=False)
    figure.suptitle(table["title"])
    figure.tight_layout(rect=(0, 0.06 + 0.04 * (len(lines) // 4), 1, 1))
    figure.savefig(target, metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    for file in sorted(Path(sys.argv[1]).glob("*.json")):
        draw(json.loads(file.read_text("utf-8")), Path(sys.argv[2]) / f"{file.stem}.svg")
