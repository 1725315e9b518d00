"""Options that every command has, and what they make: a :class:`Run`."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from koryu_rdf.assets import get_folder
from koryu_rdf.cli.language import tell
from koryu_rdf.progress import Progress
from koryu_rdf.settings import Settings, read_settings

if TYPE_CHECKING:
    from koryu_rdf.read import Reading

BUILT = Path("build/data/koryu.nt.gz")


class Run:
    """One run of a command: how loud it is, and the settings."""

    def __init__(self, *, quiet: bool, no_progress: bool, config: Path | None) -> None:
        self.quiet = quiet
        self.no_progress = no_progress
        self._config = config

    @functools.cached_property
    def settings(self) -> Settings:
        """The settings, read when first asked for."""
        return read_settings(self._config)

    def say(self, text: str) -> None:
        """Say something on standard error, unless quiet."""
        if not self.quiet:
            click.echo(text, err=True)

    def say_redactions(self, reading: Reading) -> None:
        """Say in a line what was found of persons and what became of it, if anything was."""
        from koryu_rdf.read import count_by_decision  # noqa: PLC0415

        if reading.redactions:
            self.say(tell("redaction-counts", **count_by_decision(reading.redactions)))

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Give a progress that draws, where somebody is watching."""
        if self.quiet or self.no_progress or not sys.stderr.isatty():
            yield Progress()
            return
        from koryu_rdf.cli.terminal import DrawnProgress  # noqa: PLC0415

        with DrawnProgress() as drawn:
            yield drawn


def command(name: str) -> Callable[[Callable[..., int | None]], click.Command]:
    """Make a command of a function: its help text, the common options, and its result as the exit code.

    The function takes a :class:`Run` first, then its own parameters.
    """

    def decorate(function: Callable[..., int | None]) -> click.Command:
        @functools.wraps(function)
        def run(
            *arguments: Any,
            lang: str | None,
            quiet: bool,
            no_progress: bool,
            debug: bool,
            config: Path | None,
            **options: Any,
        ) -> None:
            del lang, debug  # taken from the arguments before the commands are made
            code = function(Run(quiet=quiet, no_progress=no_progress, config=config), *arguments, **options)
            click.get_current_context().exit(code or 0)

        for option in reversed(_COMMON):
            run = option(run)
        return click.command(name, help=tell(name), no_args_is_help=False)(run)

    return decorate


_COMMON = (
    click.option("--lang", type=click.Choice(["ja", "en"]), help=tell("option-lang")),
    click.option("--quiet", "-q", is_flag=True, help=tell("option-quiet")),
    click.option("--no-progress", is_flag=True, help=tell("option-no-progress")),
    click.option("--debug", is_flag=True, help=tell("option-debug")),
    click.option(
        "--config", type=click.Path(path_type=Path, dir_okay=False), metavar="KORYU.TOML", help=tell("option-config")
    ),
)

sources = click.argument("sources", nargs=-1, metavar="SOURCE...", type=click.Path(path_type=str))
form = click.option("--from", "form", metavar="FORMAT", help=tell("option-from"))
strict = click.option("--strict", is_flag=True, help=tell("option-strict"))
survey = click.option("--survey", metavar="ID", help=tell("option-survey"))


def open_reading(run: Run, named: Sequence[str], survey_id: str | None, suffix: str | None) -> Reading:
    """Make a reading of what the user named; naming nothing is wrong usage."""
    from koryu_rdf.read import read  # noqa: PLC0415

    if not named:
        raise click.UsageError(tell("sources-missing"))
    return read(*named, survey=survey_id, form=suffix, stdin=sys.stdin.buffer, settings=run.settings)


def choose_target(output: Path | None) -> Path | BinaryIO:
    """Give the file to write, or standard output for ``-`` and for nothing."""
    return sys.stdout.buffer if output is None or str(output) == "-" else output


def part_data(named: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Part what the user named into RDF files, by their suffix, and sources to be read."""
    from koryu_rdf.outputs import MARKER, get_format_suffix  # noqa: PLC0415
    from koryu_rdf.write import WRITERS  # noqa: PLC0415

    found = [_find_data(name, MARKER) for name in named]
    graphs = [name for name in found if get_format_suffix(Path(name)) in WRITERS]
    return [Path(name) for name in graphs], [name for name in found if name not in graphs]


def find_default_data() -> str:
    """Give the last build in this folder, else the bundled records."""
    return str(BUILT if BUILT.exists() else get_folder("records"))


def _find_data(name: str, marker: str) -> str:
    """Give the data in a folder that ``koryu build`` made, and everything else as it is."""
    data = Path(name) / "data" / "koryu.nt.gz"
    return str(data) if (Path(name) / marker).exists() and data.exists() else name
