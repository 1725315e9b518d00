"""What the commands of ``koryu link`` share: how Wikidata is asked, and the file of decisions."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from koryu_rdf.cli.build import get_today
from koryu_rdf.cli.language import tell
from koryu_rdf.cli.options import Run

if TYPE_CHECKING:
    from koryu_rdf.link.gazetteer import Gazetteer
    from koryu_rdf.link.wikidata import Wikidata

F = TypeVar("F", bound=Callable[..., Any])

_ASKING = (
    click.option("--endpoint", metavar="URL", help=tell("option-wikidata")),
    click.option("--contact", metavar="MAIL|URL", help=tell("option-contact")),
    click.option("--cache", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=tell("option-cache")),
    click.option("--timeout", type=click.FloatRange(min=1), default=60, metavar="SECONDS", help=tell("option-timeout")),
)

index = click.option(
    "--index",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help=tell("option-index"),
)
decisions = click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("links/wikidata.sssom.tsv"),
    metavar="FILE",
    help=tell("option-decisions"),
)


def asking(function: F) -> F:
    """Give a command the options that say how Wikidata is asked."""
    for option in reversed(_ASKING):
        function = option(function)
    return function


def open_gazetteer(
    run: Run,
    index: Path | None,
    endpoint: str | None,
    contact: str | None,
    cache: Path | None,
    timeout: float,
    search_api: str | None = "none",
) -> Gazetteer:
    """Open an index on this computer where one is named, else Wikidata or a mirror, without its search service unless asked for."""
    from koryu_rdf.link.index import Index  # noqa: PLC0415

    return Index(index) if index else open_wikidata(run, endpoint, search_api, contact, cache, timeout)


def open_wikidata(
    run: Run, endpoint: str | None, search_api: str | None, contact: str | None, cache: Path | None, timeout: float
) -> Wikidata:
    """Open Wikidata or a mirror; the search service is left out for a mirror, unless it is named."""
    from koryu_rdf.link.cache import Cache  # noqa: PLC0415
    from koryu_rdf.link.network import Network  # noqa: PLC0415
    from koryu_rdf.link.wikidata import Wikidata  # noqa: PLC0415

    known = run.settings.wikidata
    search = search_api or ("none" if endpoint else known.search_api)
    return Wikidata(
        endpoint or known.endpoint,
        Network(contact or known.contact, timeout=timeout),
        Cache(cache or find_cache()),
        get_today().isoformat(),
        search_api=None if search == "none" else search,
    )


def find_cache() -> Path:
    """Give the folder in which answers are kept: below the user's folder for caches."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".cache") / "koryu-rdf" / "wikidata"
