"""The command line: ``koryu``. The only place that prints and exits."""

from __future__ import annotations

from koryu_rdf.cli.app import main

__all__ = ["main"]
