"""``koryu link suggest``: candidates from Wikidata for every place and organization of the records."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koryu_rdf.assets import get_folder
from koryu_rdf.cli import options
from koryu_rdf.cli.build import get_today
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import show_problems

if TYPE_CHECKING:
    from koryu_rdf.link.gazetteer import Gazetteer
    from koryu_rdf.link.mappings import LinkRow

DECISIONS = Path("links/wikidata.sssom.tsv")


@options.command("suggest")
@options.sources
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE.sssom.tsv",
    required=True,
    help=tell("option-mappings"),
)
@click.option("--endpoint", metavar="URL", help=tell("option-wikidata"))
@click.option("--search-api", metavar="URL|none", help=tell("option-search-api"))
@click.option("--contact", metavar="MAIL", help=tell("option-contact"))
@click.option(
    "--index", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE", help=tell("option-index")
)
@click.option(
    "--decisions", type=click.Path(path_type=Path), default=DECISIONS, metavar="FILE", help=tell("option-decisions")
)
@click.option("--cache", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=tell("option-cache"))
@click.option("--timeout", type=click.FloatRange(min=1), default=60, metavar="SECONDS", help=tell("option-timeout"))
@options.survey
@options.form
def suggest(
    run: Run,
    sources: tuple[str, ...],
    output: Path,
    endpoint: str | None,
    search_api: str | None,
    contact: str | None,
    index: Path | None,
    decisions: Path,
    cache: Path | None,
    timeout: float,
    survey: str | None,
    form: str | None,
) -> int:
    """Look everything up and write the suggestions."""
    from koryu_rdf import pipeline  # noqa: PLC0415

    reading = options.open_reading(run, sources or (str(get_folder("records")),), survey, form)
    gazetteer = open_gazetteer(run, endpoint, search_api, contact, index, cache, timeout)
    with run.progress() as progress:
        rows = pipeline.suggest_links(
            reading,
            gazetteer,
            options.choose_target(output),
            run.settings,
            decisions,
            get_language(),
            progress=progress,
        )
    if not run.quiet:
        show_problems(reading.problems)
    run.say(describe_rows(rows, output))
    return 0


def open_gazetteer(
    run: Run,
    endpoint: str | None,
    search_api: str | None,
    contact: str | None,
    index: Path | None,
    cache: Path | None,
    timeout: float,
) -> Gazetteer:
    """Open the place to look things up in: an index on this computer, else Wikidata or a mirror of it."""
    from koryu_rdf.link.cache import Cache  # noqa: PLC0415
    from koryu_rdf.link.network import Network  # noqa: PLC0415
    from koryu_rdf.link.wikidata import Wikidata  # noqa: PLC0415

    known = run.settings.wikidata
    network = Network(contact or known.contact, timeout=timeout)
    search = search_api or ("none" if endpoint else known.search_api)
    return Wikidata(
        endpoint or known.endpoint,
        network,
        Cache(cache or find_cache()),
        get_today().isoformat(),
        search_api=None if search == "none" else search,
    )


def find_cache() -> Path:
    """Give the folder in which answers are kept: below the user's folder for caches."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".cache") / "koryu-rdf" / "wikidata"


def describe_rows(rows: Sequence[LinkRow], output: Path) -> str:
    """Count what became of the subjects."""
    subjects = {row.subject_id for row in rows}
    accepted = {row.subject_id for row in rows if row.status == "accepted"}
    nothing = {row.subject_id for row in rows if row.status == "none"} - accepted
    waiting = len(subjects - accepted - nothing)
    return tell(
        "suggest-summary",
        subjects=len(subjects),
        accepted=len(accepted),
        waiting=waiting,
        nothing=len(nothing),
        file=output,
    )
