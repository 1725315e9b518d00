"""koryu-rdf: records of agreements between Japanese local governments and partners abroad, as linked open data.

Each stage is a package of its own and exports one function with its own name:

    import koryu_rdf
    records = koryu_rdf.read("survey.txt")
    koryu_rdf.write(koryu_rdf.lift(records), Path("agreements.ttl"))

A stage is imported when it is first used, so that the command line starts quickly.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from koryu_rdf.check import check
    from koryu_rdf.lift import lift
    from koryu_rdf.pipeline import build
    from koryu_rdf.query import query
    from koryu_rdf.read import read
    from koryu_rdf.write import write

__version__ = "0.1.0"
__all__ = ["__version__", "build", "check", "lift", "load", "query", "read", "write"]

_STAGES = ("check", "lift", "query", "read", "write")


class _Package(ModuleType):
    """The package itself: ``koryu_rdf.read`` is the stage's function, not the module of the same name.

    Python sets a package's attribute when it imports a submodule; here the module gives way to its function.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name in _STAGES and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    if name == "build":
        return importlib.import_module("koryu_rdf.pipeline").build
    if name == "load":
        return importlib.import_module("koryu_rdf.store").load
    if name in _STAGES:
        return getattr(importlib.import_module(f"koryu_rdf.{name}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


sys.modules[__name__].__class__ = _Package
