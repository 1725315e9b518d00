"""``koryu link review``: a person decides, in the terminal or in a spreadsheet."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from koryu_rdf.cli import link_options, options
from koryu_rdf.cli.build import get_today
from koryu_rdf.cli.keys import Keyboard, open_keyboard
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import get_exit_code, show_problems
from koryu_rdf.settings import Publisher

if TYPE_CHECKING:
    from koryu_rdf.link.inbox import Inbox
    from koryu_rdf.link.mappings import LinkRow

_QUIT = ("q", "\x04", "")
_KEYS = {"\x1b[B": "j", "\x1b[A": "k"}


@options.command("review")
@click.argument("suggestions", metavar="FILE.sssom.tsv", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--author", metavar="NAME", help=tell("option-author"))
@click.option("--all", "everything", is_flag=True, help=tell("option-everything"))
@click.option("--to-sheet", type=click.Path(path_type=Path), metavar="FILE", help=tell("option-to-sheet"))
@click.option(
    "--from-sheet",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help=tell("option-from-sheet"),
)
@link_options.decisions
def review(
    run: Run,
    suggestions: Path,
    author: str | None,
    everything: bool,
    to_sheet: Path | None,
    from_sheet: Path | None,
    decisions: Path,
) -> int:
    """Ask about each open subject, or write the questions to a spreadsheet, or read it back."""
    from koryu_rdf.link.decisions import Signature, list_questions, read_decisions, write_decisions  # noqa: PLC0415
    from koryu_rdf.link.inbox import Inbox  # noqa: PLC0415
    from koryu_rdf.link.mappings import read_mappings  # noqa: PLC0415
    from koryu_rdf.link.sheet import read_sheet, write_sheet  # noqa: PLC0415

    decided = read_decisions(decisions)
    questions = list_questions(read_mappings(suggestions), decided, everything=everything)
    if to_sheet:
        run.say(tell("sheet-written", rows=write_sheet(questions, to_sheet, get_language()), file=to_sheet))
        return 0
    by = Signature(name_author(run, author), get_today().isoformat())
    if from_sheet:
        problems = read_sheet(from_sheet, questions, decided, by)
        write_decisions(decided, decisions, run.settings.base)
        show_problems(problems)
        left = len(list_questions(read_mappings(suggestions), decided, everything=everything))
        run.say(tell("review-summary", decided=len(questions) - left, left=left, file=decisions))
        return get_exit_code(problems)
    if not sys.stdin.isatty():
        raise click.UsageError(tell("review-no-terminal"))
    inbox = Inbox(questions, decided, by)
    ask(inbox, lambda: write_decisions(decided, decisions, run.settings.base), open_keyboard())
    run.say(tell("review-summary", decided=inbox.decided, left=len(questions) - inbox.decided, file=decisions))
    return 0


def name_author(run: Run, author: str | None) -> str:
    """Name who decides: as given, else the publisher of the settings."""
    publisher = run.settings.publisher
    if author is None and publisher == Publisher():
        raise click.UsageError(tell("author-missing"))
    return author or publisher.name.ja


def ask(inbox: Inbox, save: Callable[[], None], keyboard: Keyboard) -> None:
    """Ask question after question, until the end or ``q``."""
    while inbox.question:
        with keyboard.watch():
            wants_note = press_keys(inbox, save, keyboard)
        if not wants_note:
            return
        inbox.note = keyboard.ask_line(tell("review-note"), inbox.note)


def press_keys(inbox: Inbox, save: Callable[[], None], keyboard: Keyboard) -> bool:
    """Draw, read a key, do it and save; gives whether a note is wanted. Every decision is on disk before the next question."""
    while inbox.question:
        draw(inbox)
        key = keyboard.read_key()
        if key == "m" or key in _QUIT:
            return key == "m"
        before = inbox.decisions.rows
        inbox.press(_KEYS.get(key, key))
        if inbox.decisions.rows != before:
            save()
    return False


def draw(inbox: Inbox) -> None:
    """Draw the open question: the subject, its candidates with the evidence, and the keys."""
    question = inbox.question
    if question is None:
        return
    click.clear()
    head = tell("review-head", number=inbox.position + 1, total=len(inbox.questions), decided=inbox.decided)
    click.echo(click.style(head, dim=True))
    click.echo(click.style(f"\n{question.label}", bold=True) + f"\n{question.subject}\n")
    for number, row in enumerate(inbox.offered):
        _draw_candidate(row, number == inbox.cursor)
    if not inbox.offered:
        click.echo(tell("review-no-candidate") + "\n")
    if inbox.note:
        click.echo(tell("review-noted", note=inbox.note))
    click.echo(click.style(tell("review-keys"), dim=True))


def _draw_candidate(row: LinkRow, chosen: bool) -> None:
    mark = "▶" if chosen else " "
    name = f"{mark} {row.object_label}  {row.item}  https://www.wikidata.org/wiki/{row.item}"
    click.echo(click.style(name, bold=chosen, fg="green" if chosen else None))
    for piece in (
        row.comment.replace(" ○", "\n○").replace(" △", "\n△").replace(" －", "\n－").replace(" ×", "\n×").splitlines()
    ):
        click.echo(f"    {piece}")
    click.echo()
