"""RDF/XML: one ``rdf:Description`` a subject, one property element a triple.

In: descriptions. Out: UTF-8 XML. Control characters that XML 1.0 cannot hold at all become U+FFFD. A predicate becomes
an element name by a cut before its last legal name; one that has none raises ``WriteError``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from koryu_rdf.namespaces import PREFIXES, RDF
from koryu_rdf.outputs import make_write_error
from koryu_rdf.terms import Description, parse_token
from koryu_rdf.write.frame import Frame
from koryu_rdf.write.names import CACHE_SIZE, split_for_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_NAMESPACES = "".join(f'\n    xmlns:{prefix}="{namespace}"' for prefix, namespace in sorted(PREFIXES.items()))
_HEADER = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{_NAMESPACES}>\n'
_SPECIAL = re.compile('[&<>"\x00-\x08\x0b-\x1f\ufffe\uffff]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}

# Names of RDF/XML's own grammar, which mean something else as property elements.
_SYNTAX_NAMES = "RDF ID about bagID parseType resource nodeID datatype Description aboutEach aboutEachPrefix li"
_NO_ELEMENTS = frozenset(f"<{RDF}{name}>" for name in _SYNTAX_NAMES.split())


def write_rdfxml(descriptions: Iterable[Description], stream: BinaryIO, _frame: Frame) -> int:
    """Write RDF/XML, which has no place for a graph."""
    stream.write(_HEADER.encode())
    count = 0
    for subject, statements in descriptions:
        if statements:
            stream.write(_lay_out(subject, statements).encode())
            count += len(statements)
    stream.write(b"</rdf:RDF>\n")
    return count


def _lay_out(subject: str, statements: list[tuple[str, str]]) -> str:
    lines = [_lay_out_property(predicate, value) for predicate, value in statements]
    return f'  <rdf:Description rdf:about="{_escape(subject[1:-1])}">\n{"".join(lines)}  </rdf:Description>\n'


def _lay_out_property(predicate: str, value: str) -> str:
    name, declaration = _name_element(predicate)
    # Only IRIs and typed literals end in ">"; long texts do not, and so stay out of the cache.
    attributes, text = _take_apart(value) if value[-1] == ">" else _take_apart.__wrapped__(value)
    if text is None:
        return f"    <{name}{declaration}{attributes}/>\n"
    return f"    <{name}{declaration}{attributes}>{text}</{name}>\n"


@lru_cache(CACHE_SIZE)
def _take_apart(value: str) -> tuple[str, str | None]:
    """Give the attributes and, for a literal, the content of a property element."""
    term = parse_token(value)
    if term.iri is not None:
        return f' rdf:resource="{_escape(term.iri)}"', None
    attributes = f' xml:lang="{term.language}"' if term.language else ""
    if term.datatype:
        attributes = f' rdf:datatype="{_escape(term.datatype)}"'
    return attributes, _escape(term.text)


@lru_cache(CACHE_SIZE)
def _name_element(predicate: str) -> tuple[str, str]:
    """Give the element's name and, for a namespace outside the table, the attribute that declares it."""
    parts = split_for_xml(predicate[1:-1])
    if parts is None or predicate in _NO_ELEMENTS:
        raise make_write_error("write-no-qname", None, predicate=predicate)
    namespace, local = parts
    if namespace in _PREFIX_OF:
        return f"{_PREFIX_OF[namespace]}:{local}", ""
    return f"p:{local}", f' xmlns:p="{_escape(namespace)}"'


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], "\ufffd"), text)
