"""``koryu link index``: an index of places on this computer."""

from __future__ import annotations

from pathlib import Path

import click

from koryu_rdf.cli import options
from koryu_rdf.cli.build import get_today
from koryu_rdf.cli.language import tell
from koryu_rdf.cli.link_options import asking, open_wikidata
from koryu_rdf.cli.options import Run


@options.command("index")
@click.argument(
    "dumps", nargs=-1, metavar="DUMP.nt.gz...", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", required=True, help=tell("option-index-file")
)
@click.option("--country", "countries", multiple=True, metavar="CC", help=tell("option-country"))
@asking
def index(
    run: Run,
    dumps: tuple[Path, ...],
    output: Path,
    countries: tuple[str, ...],
    endpoint: str | None,
    contact: str | None,
    cache: Path | None,
    timeout: float,
) -> None:
    """Make the index from files, or from a service for the countries named."""
    from koryu_rdf.link.dump import read_dump  # noqa: PLC0415
    from koryu_rdf.link.index import build_index  # noqa: PLC0415

    if bool(dumps) == bool(countries):
        raise click.UsageError(tell("index-sources"))
    today = get_today().isoformat()
    with run.progress() as progress:
        if dumps:
            rows = (row for path in dumps for row in read_dump(path))
        else:
            service = open_wikidata(run, endpoint, "none", contact, cache, timeout)
            hits = list(service.find_countries([code.upper() for code in countries]))
            rows = (row for hit in hits for row in service.fetch_places(hit.item))
        count = build_index(progress.follow("link-index", rows), output, today)
    run.say(tell("index-summary", count=f"{count:,}", file=output))
