"""A JSON-LD context read the other way round: from IRIs and literals to keys and values.

In: the content of a ``@context``. Out: for each statement a key of it and the JSON that stands under that key. A term
is used only when what it does is understood here (``@id``, ``@type``, ``@language``, ``@container`` of ``@set`` and
``@language``, a ``@context`` of its own); whatever no such term can hold is written out in full, which every context
reads the same. Remote contexts are not fetched.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from koryu_rdf.namespaces import XSD
from koryu_rdf.outputs import make_write_error
from koryu_rdf.terms import XSD_STRING, Term
from koryu_rdf.write.names import LOCAL_NAME, split_iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KNOWN_KEYS = {"@id", "@type", "@container", "@language", "@prefix", "@protected", "@context"}
_GENERIC_DELIMITERS = tuple(":/?#[]@")
_EXACT_INTEGER = re.compile("0|-?[1-9][0-9]{0,14}")  # more digits than that, and JSON parsers lose some


class Key(NamedTuple):
    """A key of the context and what JSON-LD makes of a bare value under it."""

    name: str
    coercion: str | None
    language: str | None
    by_language: bool
    as_set: bool
    scope: Context

    def can_hold(self, term: Term) -> bool:
        """Tell whether some value under this key is read as ``term``: a language map holds nothing else."""
        return term.language is not None or not self.by_language

    def express(self, term: Term) -> Any:
        """Give the JSON that is read as ``term`` under this key: bare where that is exact, else an object."""
        if term.iri is not None:
            return self._express_iri(term.iri)
        if term.language:
            bare = self.by_language or (self.coercion is None and self.language == term.language)
            return term.text if bare else {"@value": term.text, "@language": term.language}
        return self._express_typed(term.text, term.datatype)

    def _express_iri(self, iri: str) -> Any:
        if self.coercion == "@vocab":
            return self.scope.compact(iri)
        reference = self.scope.refer_to(iri)
        return reference if self.coercion == "@id" else {"@id": reference}

    def _express_typed(self, text: str, datatype: str | None) -> Any:
        native = _to_native(text, datatype)
        if native is not None and self.coercion in {None, datatype}:
            return native
        if self.coercion == (datatype or XSD_STRING):
            return text
        if datatype:
            return {"@value": text, "@type": self.scope.compact(datatype)}
        return text if self.coercion is None and self.language is None else {"@value": text}


class Context:
    """The definitions of one ``@context`` object."""

    def __init__(self, definitions: Mapping[str, Any]):
        self.definitions = definitions
        self.language: str | None = definitions.get("@language")
        self.compact = lru_cache(4096)(self._compact)
        self.find_key = lru_cache(4096)(self._find_key)

    @cached_property
    def vocabulary(self) -> str | None:
        """The namespace of words that no term defines."""
        vocabulary = self.definitions.get("@vocab")
        return self.expand(vocabulary) if vocabulary and ":" in vocabulary else vocabulary

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Each namespace with the term that abbreviates it."""
        return {self.expand(name) or "": name for name in self.definitions if self._is_prefix(name)}

    @cached_property
    def names(self) -> dict[str, str]:
        """Each IRI with the first term that stands for it where a value is looked up among the terms."""
        names: dict[str, str] = {}
        for name, definition in self._list_terms():
            # A term with a context of its own would switch it on when used as a type.
            if "@context" not in definition and "@reverse" not in definition:
                names.setdefault(self.expand(name) or "", name)
        return names

    @cached_property
    def keys(self) -> dict[str, list[Key]]:
        """Each predicate with the keys that can be used for it, in the context's order."""
        keys: dict[str, list[Key]] = {}
        for name, definition in self._list_terms():
            key = self._read_key(name, definition)
            if key:
                keys.setdefault(self.expand(name) or "", []).append(key)
        return keys

    def get_keyword(self, keyword: str) -> str:
        """Give the context's own word for a keyword such as ``@id``, or the keyword itself."""
        aliases = (name for name, definition in self.definitions.items() if _get_iri(definition) == keyword)
        return next(aliases, keyword)

    def expand(self, name: str) -> str | None:
        """Give the IRI that a term, a compact IRI or a word of the vocabulary stands for."""
        if name in self.definitions:
            iri = _get_iri(self.definitions[name])
            if iri != name and (iri is not None or self.definitions[name] is None):
                return None if iri is None else self.expand(iri)
        prefix, colon, local = name.partition(":")
        if colon and self._is_prefix(prefix) and not local.startswith("//"):
            return f"{self.expand(prefix)}{local}"
        if colon or name.startswith("@"):
            return name
        return f"{self.vocabulary}{name}" if self.vocabulary is not None else None

    def refer_to(self, iri: str) -> str:
        """Give the IRI for a place where it is not looked up among the terms.

        Raises ``WriteError`` where the context would take its scheme for a prefix.
        """
        scheme, _, rest = iri.partition(":")
        if not rest.startswith("//") and self._is_prefix(scheme):
            raise make_write_error("write-no-reference", None, iri=iri, prefix=scheme)
        return iri

    def _compact(self, iri: str) -> str:
        """Give the shortest name of an IRI for a place where it is looked up among the terms."""
        if iri in self.names:
            return self.names[iri]
        if self.vocabulary and iri.startswith(self.vocabulary):
            word = iri.removeprefix(self.vocabulary)
            if LOCAL_NAME.fullmatch(word) and word not in self.definitions:
                return word
        namespace, local = split_iri(iri)
        name = f"{self.prefixes.get(namespace, '')}:{local}"
        if namespace in self.prefixes and LOCAL_NAME.fullmatch(local) and name not in self.definitions:
            return name
        return self.refer_to(iri)

    def _find_key(self, predicate: str, kind: Term) -> Key:
        """Find the key that holds terms of this kind bare, or at least holds them; else the predicate is the key."""
        usable = [key for key in self.keys.get(predicate, ()) if key.can_hold(kind)]
        if predicate not in self.definitions:
            name = self.refer_to(predicate)
            usable.append(Key(name, None, self.language, by_language=False, as_set=False, scope=self))
        if not usable:
            raise make_write_error("write-no-key", None, predicate=predicate)
        return next((key for key in usable if not isinstance(key.express(kind), dict)), usable[0])

    def _list_terms(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """List all terms that stand for an IRI, each definition as an object."""
        for name, definition in self.definitions.items():
            expanded = definition if isinstance(definition, dict) else {"@id": definition}
            if name.startswith("@") or definition is None or (self.expand(name) or "@").startswith("@"):
                continue
            yield name, expanded

    def _read_key(self, name: str, definition: dict[str, Any]) -> Key | None:
        container = definition.get("@container") or []
        containers = {container} if isinstance(container, str) else set(container)
        scope = self._read_scope(definition)
        if not definition.keys() <= _KNOWN_KEYS or not containers <= {"@set", "@language"} or scope is None:
            return None
        coercion = definition.get("@type")
        if coercion in {"@json", "@none"}:
            return None
        if coercion and not coercion.startswith("@"):
            coercion = self.expand(coercion)
        language = definition.get("@language", scope.language)
        return Key(name, coercion, language, "@language" in containers, "@set" in containers, scope)

    def _read_scope(self, definition: dict[str, Any]) -> Context | None:
        own = definition.get("@context", {})
        if not isinstance(own, dict):
            return None
        return Context({**self._resolve(), **own}) if own else self

    def _resolve(self) -> dict[str, Any]:
        """Give the definitions with their IRIs in full: a ``@vocab`` further in must not change what they stand for."""
        resolved = dict(self.definitions)
        for name, definition in self._list_terms():
            iri = self.expand(name)
            resolved[name] = iri if isinstance(self.definitions[name], str) else {**definition, "@id": iri}
        return resolved

    def _is_prefix(self, name: str) -> bool:
        definition = self.definitions.get(name)
        if isinstance(definition, dict):
            return bool(definition.get("@prefix"))
        return name[:1] != "@" and isinstance(definition, str) and definition.endswith(_GENERIC_DELIMITERS)


def _get_iri(definition: Any) -> str | None:
    return definition.get("@id") if isinstance(definition, dict) else definition


def _to_native(text: str, datatype: str | None) -> int | bool | None:
    """Give the JSON number or boolean that is read as exactly this literal, or None."""
    if datatype == f"{XSD}boolean":
        return {"true": True, "false": False}.get(text)
    return int(text) if datatype == f"{XSD}integer" and _EXACT_INTEGER.fullmatch(text) else None
