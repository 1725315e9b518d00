"""``koryu serve``: the data over HTTP, read-only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from koryu_rdf.assets import get_folder
from koryu_rdf.cli import options
from koryu_rdf.cli.language import tell
from koryu_rdf.cli.options import Run
from koryu_rdf.errors import ServeError
from koryu_rdf.outputs import MARKER
from koryu_rdf.protocol import open_transport, read_credentials
from koryu_rdf.protocol.credentials import SCHEMES, Scheme
from koryu_rdf.texts import get_text

if TYPE_CHECKING:
    from koryu_rdf.serve import Source


@options.command("serve")
@click.argument("data", nargs=-1, metavar="DATA...", type=click.Path(path_type=str))
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help=tell("option-host"))
@click.option("--port", type=click.IntRange(0, 65535), default=8080, metavar="NUMBER", help=tell("option-port"))
@click.option("--endpoint", metavar="URL", help=tell("option-serve-endpoint"))
@click.option("--graph", metavar="IRI", help=tell("option-serve-graph"))
@click.option("--auth", type=click.Choice(SCHEMES), default="basic", help=tell("option-auth"))
def serve(
    run: Run, data: tuple[str, ...], host: str, port: int, endpoint: str | None, graph: str | None, auth: Scheme
) -> None:
    """Serve until told to stop."""
    _require_parts()
    from koryu_rdf.serve import serve as keep  # noqa: PLC0415
    from koryu_rdf.serving import name_store, open_face  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="koryu-serve-") as place:
        if endpoint:
            transport = open_transport(
                read_credentials(endpoint, os.environ), auth, timeout=run.settings.serve.download_seconds
            )
            source = name_store(endpoint, graph or f"{run.settings.base}dataset", transport, _find_folder(data))
        else:
            source = _name_data(run, data, Path(place))
        keep(
            open_face(source, run.settings, _write_line), host, port, lambda url: run.say(tell("serve-ready", url=url))
        )
    run.say(tell("serve-stopped"))


def _require_parts() -> None:
    try:
        import fcntl  # noqa: F401, PLC0415  (no Windows has it, nor what workers are confined with)

        import lark  # noqa: F401, PLC0415
        import starlette  # noqa: F401, PLC0415
        import uvicorn  # noqa: F401, PLC0415
    except ImportError as error:
        key = "serve-windows" if error.name == "fcntl" else "serve-extra"
        raise ServeError(get_text("errors", key), hint=get_text("errors", f"{key}-hint")) from error


def _name_data(run: Run, data: tuple[str, ...], place: Path) -> Source:
    from koryu_rdf import pipeline  # noqa: PLC0415
    from koryu_rdf.serving import name_files, name_folder  # noqa: PLC0415

    folder = _find_folder(data or ("build",))
    if folder:
        return name_folder(folder)
    graphs, sources = options.part_data(data or (str(get_folder("records")),))
    reading = options.open_reading(run, sources, None, None) if sources else None
    if reading is None:
        return name_files(graphs)
    lifted = place / "data.nt"
    lifted.write_bytes(pipeline.lift_to_ntriples(reading, run.settings))
    run.say_redactions(reading)
    return name_files([*graphs, lifted])


def _find_folder(data: tuple[str, ...]) -> Path | None:
    """Find the built folder, where that is all that was named."""
    folder = Path(data[0]) if len(data) == 1 else None
    return folder if folder and (folder / MARKER).is_file() and (folder / "data/koryu.nt.gz").is_file() else None


def _write_line(line: Mapping[str, Any]) -> None:
    """Write a line of the log to standard output; if nobody reads it any more, readers are served all the same."""
    with suppress(BrokenPipeError):
        click.echo(msgspec.json.encode(line).decode())
