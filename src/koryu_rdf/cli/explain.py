"""``koryu explain``: what a problem's code means and how to mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Sequence

import click

from koryu_rdf.cli import options
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.cli.terminal import show_table
from koryu_rdf.problems import Explanation, list_codes
from koryu_rdf.problems import explain as explain_code


@options.command("explain")
@click.argument("code", required=False)
def explain(run: Run, code: str | None) -> None:  # noqa: ARG001
    """Explain one code, or list all codes."""
    known = _list_explainers()
    if code is None:
        _list([explainer(name) for name, explainer in known.items()])
    elif code in known:
        _show(known[code](code))
    else:
        near = tell("did-you-mean", names=", ".join(found)) if (found := _find_near(code, known)) else ""
        raise click.UsageError(f"{tell('code-unknown', code=code)} {near}".rstrip())


def _find_near(code: str, known: Collection[str]) -> list[str]:
    """Find codes that are spelled alike, and those that hold what was typed."""
    spelled = {name.lower(): name for name in known}
    alike = difflib.get_close_matches(code.lower(), spelled, n=3)
    return list(
        dict.fromkeys([spelled[name] for name in alike] + [name for name in known if code.lower() in name.lower()])
    )[:5]


def _list_explainers() -> dict[str, Callable[[str], Explanation]]:
    """Give each code with the function that explains it: those of reading, then those of the shapes."""
    from koryu_rdf.check import explain_shape, list_shape_codes  # noqa: PLC0415

    return {**dict.fromkeys(list_codes(), explain_code), **dict.fromkeys(list_shape_codes(), explain_shape)}


def _list(explanations: Sequence[Explanation]) -> None:
    heading = [tell(f"column-{name}") for name in ("code", "severity", "message")]
    language = get_language()
    rows = [
        [one.code, tell(f"severity-{one.severity}"), _blank_slots(one.message.to(language))] for one in explanations
    ]
    show_table(heading, rows)


def _show(explanation: Explanation) -> None:
    language = get_language()
    click.echo(f"{explanation.code} ({tell(f'severity-{explanation.severity}')})")
    for title, text in (
        ("explain-when", explanation.when),
        ("explain-message", explanation.message),
        ("explain-hint", explanation.hint),
    ):
        click.echo(f"{tell(title)}: {_blank_slots(text.to(language))}")


def _blank_slots(sentence: str) -> str:
    """Put … where a problem has its own value."""
    return re.sub(r"\{\w+\}", "…", sentence)
