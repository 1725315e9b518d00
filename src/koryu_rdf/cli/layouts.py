"""How tables were understood, for a person: what ``koryu read --explain`` shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.terminal import show_table
from koryu_rdf.texts import get_topic

if TYPE_CHECKING:
    from koryu_rdf.read import ColumnLayout, TableLayout


def show_layouts(tables: Sequence[TableLayout]) -> None:
    """Show, table by table, the header row that was found and how each column was understood."""
    if not tables:
        click.echo(tell("no-tables"))
    for table in tables:
        name = f"{table.file}  {table.sheet}" if table.sheet else table.file
        if table.header is None:
            click.echo(tell("table-without-header", name=name))
            continue
        click.echo(tell("table-header", name=name, rows=table.header))
        show_table(
            [tell(f"column-{key}") for key in ("letter", "heading", "item", "ground")], list(map(_show, table.columns))
        )


def _show(column: ColumnLayout) -> list[str]:
    return [column.letter, column.heading, _name_role(column.role), tell(f"ground-{column.ground or 'none'}")]


def _name_role(role: str | None) -> str:
    if role is None:
        return "-"
    if role == "ignore":
        return role
    return (
        f"{get_topic('columns')[role][get_language()]} [{role}]"
        if role != "other"
        else get_topic("columns")[role][get_language()]
    )
