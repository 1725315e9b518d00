"""``koryu explain``: what a problem's code means and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Callable

import click

from koryu_rdf.cli import options
from koryu_rdf.cli.language import get_language, tell
from koryu_rdf.cli.options import Run
from koryu_rdf.problems import Explanation, list_codes
from koryu_rdf.problems import explain as explain_code


@options.command("explain")
@click.argument("code", required=False)
def explain(run: Run, code: str | None) -> None:  # noqa: ARG001
    """Explain one code, or list all codes."""
    known = _list_explainers()
    if code is None:
        for name in known:
            click.echo(name)
        return
    if code not in known:
        near = ", ".join(difflib.get_close_matches(code, known, n=3))
        raise click.UsageError(
            tell("code-unknown", code=code) + (" " + tell("did-you-mean", names=near) if near else "")
        )
    _show(known[code](code))


def _list_explainers() -> dict[str, Callable[[str], Explanation]]:
    """Give each code with the function that explains it: those of reading, then those of the shapes."""
    from koryu_rdf.check import explain_shape, list_shape_codes  # noqa: PLC0415

    return {**dict.fromkeys(list_codes(), explain_code), **dict.fromkeys(list_shape_codes(), explain_shape)}


def _show(explanation: Explanation) -> None:
    language = get_language()
    click.echo(f"{explanation.code} ({tell(f'severity-{explanation.severity}')})")
    for title, text in (
        ("explain-when", explanation.when),
        ("explain-message", explanation.message),
        ("explain-hint", explanation.hint),
    ):
        click.echo(f"{tell(title)}: {text.to(language)}")
