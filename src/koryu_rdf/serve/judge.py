"""The judge: what a query is, told by its grammar, before any engine sees it.

In: the text of a query. Out: its form and the graphs it names, or a :class:`Refusal`: for what is no query of SPARQL 1.1, for one nested
too deeply, and for one with a SERVICE clause. Words in strings, names and comments mean nothing here, since the text is parsed (LALR(1),
without recursion: no text can overflow the stack).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple, cast
from urllib.parse import urljoin

from lark import Lark, Token
from lark.exceptions import UnexpectedInput

from koryu_rdf.serve.faults import Refusal

Form = Literal["select", "ask", "construct", "describe"]

_STEPS = {**dict.fromkeys(("LBRACE", "LPAR", "LSQB"), 1), **dict.fromkeys(("RBRACE", "RPAR", "RSQB"), -1)}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


class Verdict(NamedTuple):
    """What a query is, and the graphs that its FROM and FROM NAMED name."""

    form: Form
    graphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@cache
def get_parser() -> Lark:
    """Make the parser, once a process; it takes most of a second."""
    grammar = files(__package__).joinpath("sparql.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="basic", maybe_placeholders=False, keep_all_tokens=True)


@lru_cache(256)
def judge(text: str, deepest: int) -> Verdict:
    """Judge a query by its parse; raises :class:`Refusal`."""
    tokens = _parse(text)
    if max(accumulate(_STEPS.get(token.type, 0) for token in tokens)) > deepest:
        raise Refusal("query-too-deep", reason=str(deepest))
    if any(token.type == "SERVICE" for token in tokens):
        raise Refusal("query-service")
    form = next(token.type for token in tokens if token.type in _FORMS)
    default, named = _list_graphs(tokens)
    return Verdict(cast("Form", form.lower()), default, named)


def _parse(text: str) -> list[Token]:
    """Give the tokens of a query, which follow one another as the grammar has it."""
    try:
        tree = get_parser().parse(text)
    except UnexpectedInput as error:
        raise Refusal("query-syntax", reason=f"{error.line}:{error.column}") from error
    return cast("list[Token]", tree.children)  # every rule but the first is inlined


def _list_graphs(tokens: list[Token]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    base, prefixes = "", dict[str, str]()
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.type == "BASE":
            base = _resolve(base, name)
        elif word.type == "PREFIX":
            prefixes[str(name)] = _resolve(base, iri)
    default, named = list[str](), list[str]()
    for before, token in pairwise(tokens):
        if before.type == "FROM" and token.type != "NAMED":
            default.append(_expand(token, base, prefixes))
        elif before.type == "NAMED":
            named.append(_expand(token, base, prefixes))
    return tuple(default), tuple(named)


def _expand(token: Token, base: str, prefixes: dict[str, str]) -> str:
    if token.type == "IRIREF":
        return _resolve(base, token)
    prefix, _, local = token.partition(":")
    return prefixes.get(f"{prefix}:", "") + local


def _resolve(base: str, token: Token) -> str:
    """Give the IRI; a relative one without a base stays as it is, and no graph has such a name."""
    iri = str(token)[1:-1]
    return iri if _ABSOLUTE.match(iri) else urljoin(base, iri)
