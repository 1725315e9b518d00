"""The group of commands, and how a run ends.

Exit codes: 0 clean, 1 problems found, 2 wrong usage, 3 could not run, 130 interrupted. A stack trace only with ``--debug``.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING

import click

from koryu_rdf.cli.language import get_language, tell

if TYPE_CHECKING:
    from koryu_rdf.errors import KoryuError

COMMANDS = (
    "build",
    "read",
    "convert",
    "check",
    "queries",
    "query",
    "link",
    "load",
    "serve",
    "publish",
    "diff",
    "places",
    "explain",
)
PROBLEMS_FOUND = 1
COULD_NOT_RUN = 3
INTERRUPTED = 130


class LazyGroup(click.Group):
    """Imports a command's module when the command is called; the list of commands needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command: the function of its own name in the module of its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"koryu_rdf.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands by the first line of their help, without importing them."""
        with formatter.section(tell("commands")):
            formatter.write_dl([(name, tell(name).splitlines()[0]) for name in COMMANDS])


@click.group(
    cls=LazyGroup,
    help=tell("koryu"),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="koryu-rdf", help=tell("option-version"))
@click.option("--lang", type=click.Choice(["ja", "en"]), expose_value=False, help=tell("option-lang"))
@click.pass_context
def koryu(context: click.Context) -> None:
    """Hold the commands; each has a module of its own. Without one, show the help."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """Run a command and exit with its code."""
    try:
        code = koryu.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("\n" + tell("interrupted"), err=True)
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = COULD_NOT_RUN
    except Exception as error:  # noqa: BLE001  (the last line of defence: a message instead of a stack trace)
        code = _show_failure(error)
    sys.exit(code if isinstance(code, int) else 0)


def _show_failure(error: Exception) -> int:
    """Say what ended the run, foreseen or not; the errors' module is imported late, for help needs none of them."""
    from koryu_rdf.errors import KoryuError  # noqa: PLC0415

    if "--debug" in sys.argv:
        raise error
    if isinstance(error, KoryuError):
        return _show_error(error)
    click.echo(tell("fault", kind=type(error).__name__, reason=error), err=True)
    return COULD_NOT_RUN


def _show_error(error: KoryuError) -> int:
    """Say what stopped the run, where, and how to mend it."""
    from koryu_rdf.cli.terminal import show_problems  # noqa: PLC0415
    from koryu_rdf.errors import BuildError, UndecidedError  # noqa: PLC0415

    if isinstance(error, BuildError | UndecidedError):
        show_problems(error.problems)
    where = f"{error.where}: " if error.where else ""
    click.echo(
        click.style(tell("error"), fg="red", bold=True) + f": {where}{error.message.to(get_language())}", err=True
    )
    if error.hint:
        click.echo("  → " + error.hint.to(get_language()), err=True)
    return PROBLEMS_FOUND if isinstance(error, UndecidedError) else COULD_NOT_RUN
