"""The shapes: read from files, and asked what they say of themselves.

In: Turtle files (other formats by suffix). Out: an rdflib graph, the words of its constraints, explanations of codes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rdflib import RDFS, SH, Graph, URIRef

from koryu_rdf.assets import list_files
from koryu_rdf.check.nodes import shorten, to_path, to_token, to_words
from koryu_rdf.errors import CheckError
from koryu_rdf.namespaces import PREFIXES, SHAPES
from koryu_rdf.problems import Explanation, Severity
from koryu_rdf.texts import Text, get_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

_ADVICE = "advice"
_SH = PREFIXES["sh"]
_SEVERITIES: dict[str, Severity] = {f"<{SH.Warning}>": "warning", f"<{SH.Info}>": "info"}
_NOT_CONSTRAINTS = {"path", "severity", "name", "message", "description", "targetClass"}
_COMPANIONS = {
    "pattern": ("flags",),
    "qualifiedMinCount": ("qualifiedValueShape",),
    "qualifiedMaxCount": ("qualifiedValueShape",),
}


@cache
def read_bundled_shapes(*, advice: bool = False) -> Graph:
    """Read the shapes that come with the package, once; those that only advise are asked for by name."""
    return read_shapes(path for path in list_files("shapes", ".ttl") if advice or path.stem != _ADVICE)


def read_shapes(paths: Iterable[Path]) -> Graph:
    """Read shapes files into one graph; raises ``CheckError`` for a file that cannot be read."""
    graph = Graph()
    for path in paths:
        try:
            graph.parse(path)
        except Exception as cause:  # every parser of rdflib has exceptions of its own
            message = get_text("errors", "check-shapes", reason=cause)
            raise CheckError(message, where=path.name, hint=get_text("errors", "check-shapes-hint")) from cause
    return graph


def list_bundled_codes() -> list[str]:
    """List the local names of the shapes that speak, advice included; the others are parts of those."""
    speaking = set(read_bundled_shapes(advice=True).subjects(SH.message))
    return sorted(str(shape).removeprefix(SHAPES) for shape in speaking)


def explain_bundled_shape(code: str) -> Explanation:
    """Look up what a bundled shape demands; raises ``KeyError`` for a code that is not one of theirs."""
    shapes, shape = read_bundled_shapes(advice=True), URIRef(SHAPES + code)
    message = choose_text(shapes.objects(shape, SH.message))
    if message is None:
        raise KeyError(code)
    severity = shapes.value(shape, SH.severity) or SH.Violation
    hint = get_hint(shapes, to_token(shape))
    return Explanation(code, to_severity(to_token(severity)), message, hint, _tell_when(shapes, shape))


def get_hint(shapes: Graph, shape: str | None) -> Text:
    """Give what a shape says on mending; a word of our own where it says nothing."""
    written = shapes.objects(URIRef(shape[1:-1]), SH.description) if shape else ()
    return choose_text(written) or get_text("check", "no-hint")


def to_severity(token: str) -> Severity:
    """Turn SHACL's severity into that of problems; what is neither sh:Warning nor sh:Info is an error."""
    return _SEVERITIES.get(token, "error")


def describe_constraint(shapes: Graph, shape: Node, component: Node) -> str:
    """Say which constraint of a shape a component stands for, as ``sh:minCount 1``; a custom one by its name alone."""
    name = str(component).removeprefix(_SH).removesuffix("ConstraintComponent")
    name = name.lower() if name.isupper() else name[:1].lower() + name[1:]
    parameters = (name, *_COMPANIONS.get(name, ()))
    return ", ".join(_describe_parameters(shapes, shape, parameters)) or shorten(to_token(component))


def choose_text(written: Iterable[Node]) -> Text | None:
    """Choose the Japanese and the English out of literals; for want of one that without a language, or any other."""
    texts: dict[str, list[str]] = {}
    for literal in written:
        language = getattr(literal, "language", None) or ""
        texts.setdefault(language.partition("-")[0], []).append(str(literal))
    return Text(_choose_language(texts, "ja"), _choose_language(texts, "en")) if texts else None


def _choose_language(texts: dict[str, list[str]], language: str) -> str:
    chosen = next(known for known in (language, "", *sorted(texts)) if known in texts)
    return " / ".join(sorted(texts[chosen]))


def _describe_parameters(shapes: Graph, shape: Node, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for value in sorted(to_words(shapes, value) for value in shapes.objects(shape, SH[name])):
            yield f"sh:{name} {value}"


def _tell_when(shapes: Graph, shape: Node) -> Text:
    """Spell the shape out: what it looks at, along which path, and which constraints it has."""
    path, owner = shapes.value(shape, SH.path), shapes.value(None, SH.property, shape) or shape
    named = {str(name).removeprefix(_SH) for name in shapes.predicates(shape) if str(name).startswith(_SH)}
    slots = {
        "path": shorten(to_path(shapes, path)) if path else "IRI",
        "constraints": ", ".join(_describe_parameters(shapes, shape, sorted(named - _NOT_CONSTRAINTS))),
        **_give_slots("thing", choose_text(shapes.objects(owner, RDFS.label))),
        **_give_slots("name", choose_text(shapes.objects(shape, SH.name))),
    }
    return get_text("check", "when", **slots)


def _give_slots(name: str, text: Text | None) -> dict[str, str]:
    return {f"{name}_{language}": word for language, word in (text or Text("", ""))._asdict().items()}
