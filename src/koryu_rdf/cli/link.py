"""``koryu link``: places and organizations of the records, linked to Wikidata; the group of its commands."""

from __future__ import annotations

import importlib

import click

from koryu_rdf.cli.language import tell

COMMANDS = ("suggest", "review", "apply", "export", "index")


class _LinkGroup(click.Group):
    """Imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command: the function of its own name in the module ``link_`` and its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"koryu_rdf.cli.link_{cmd_name}"), cmd_name)
        return command


@click.group("link", cls=_LinkGroup, help=tell("link"))
@click.option("--lang", type=click.Choice(["ja", "en"]), expose_value=False, help=tell("option-lang"))
def link() -> None:
    """Hold the commands of linking; each has a module of its own."""
