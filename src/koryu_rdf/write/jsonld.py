"""JSON-LD with the context of ``ontology/context.jsonld`` inside, so that no reader has to fetch it.

In: descriptions. Out: one document, one object a line, whatever their number. Its keys and values follow from the
context; see :mod:`koryu_rdf.write.context`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from koryu_rdf.assets import get_folder
from koryu_rdf.terms import TYPE, Description, Term, group_by_predicate, parse_token
from koryu_rdf.write.context import Context, Key
from koryu_rdf.write.frame import Frame
from koryu_rdf.write.names import CACHE_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_encode = msgspec.json.Encoder().encode


def write_jsonld(descriptions: Iterable[Description], stream: BinaryIO, frame: Frame) -> int:
    """Write JSON-LD: the default graph, or one named graph."""
    context = read_context(get_folder("ontology") / "context.jsonld")
    compactor = Compactor(context)
    name = b'"@id":%b,\n' % _encode(context.refer_to(frame.graph[1:-1])) if frame.graph else b""
    stream.write(b'{"@context":%b,\n%b"@graph":[' % (_encode(context.definitions), name))
    count = 0
    for subject, statements in descriptions:
        if statements:
            stream.write((b",\n" if count else b"\n") + _encode(compactor.to_node(Description(subject, statements))))
            count += len(statements)
    stream.write(b"\n]}\n")
    return count


@cache
def read_context(path: Path) -> Context:
    """Read a context file; raises ``ValueError`` for one that is not a single object, such as a remote context."""
    content = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])["@context"]
    if not isinstance(content, dict) or "@import" in content:
        raise ValueError(f"{path}: the context must be one object that imports nothing")
    return Context(content)


class Compactor:
    """Turns descriptions into the objects that one context reads back as the same statements."""

    def __init__(self, context: Context):
        self._context = context
        self._id, self._type = context.get_keyword("@id"), context.get_keyword("@type")
        definition = context.definitions.get(self._type)
        self._type_as_set = isinstance(definition, dict) and "@set" in (definition.get("@container") or ())
        self._list_types = lru_cache(CACHE_SIZE)(self._compact_types)
        self._place_again = lru_cache(CACHE_SIZE)(self._place)

    def to_node(self, description: Description) -> dict[str, Any]:
        """Turn one description into an object: identifier first, then types, then the rest in the order it comes."""
        node: dict[str, Any] = {self._id: self._context.refer_to(description.subject[1:-1])}
        for predicate, tokens in group_by_predicate(description):
            if predicate == TYPE and all(token[0] == "<" for token in tokens):
                node[self._type] = self._list_types(tuple(tokens))
            else:
                self._add_values(node, predicate[1:-1], tokens)
        return node

    def _add_values(self, node: dict[str, Any], predicate: str, tokens: list[str]) -> None:
        found: dict[tuple[str, str | None], tuple[Key, list[Any]]] = {}
        for token in tokens:
            # Only IRIs and typed literals end in ">"; long texts do not, and so stay out of the cache.
            key, language, value = (self._place_again if token[-1] == ">" else self._place)(predicate, token)
            found.setdefault((key.name, language), (key, []))[1].append(value)
        for (name, language), (key, values) in found.items():
            content = _unpack(values, key.as_set)
            if key.by_language:
                node.setdefault(name, {})[language] = content
            else:
                node[name] = content

    def _place(self, predicate: str, token: str) -> tuple[Key, str | None, Any]:
        """Find the key for one value, the language under it where the key is a language map, and the value's JSON."""
        term = parse_token(token)
        # Looked up by the kind of term alone, so that what is remembered stays small.
        kind = Term(None if term.iri is None else "", "", term.language, term.datatype)
        key = self._context.find_key(predicate, kind)
        return key, term.language if key.by_language else None, key.express(term)

    def _compact_types(self, tokens: tuple[str, ...]) -> Any:
        return _unpack([self._context.compact(token[1:-1]) for token in tokens], self._type_as_set)


def _unpack(values: list[Any], as_set: bool) -> Any:
    return values if as_set or len(values) != 1 else values[0]
