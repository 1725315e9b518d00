"""The YAML reader: a list of records, one record, or ``agreements:`` with a list; several documents one after the other.

In: a YAML document, read as a whole. Out: agreements; an element that is not one is reported with its line and its index.
Scalars are what YAML 1.2 calls the core schema, less floats: ``2011-10-24`` and ``NO`` are texts. No tag makes an object, no
merge key is followed, and anchors cannot be used to multiply a small document into a large one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

import msgspec
import yaml

from koryu_rdf.model import Agreement
from koryu_rdf.problems import Where
from koryu_rdf.read.journal import Journal
from koryu_rdf.read.record_elements import Element, ElementFaultError, read_elements
from koryu_rdf.read.source import Source, read_lines
from koryu_rdf.settings import Settings

_NULL = re.compile("~|null|Null|NULL|")
_BOOLEAN = re.compile("true|True|TRUE|false|False|FALSE")
_HALF = re.compile("[\ud800-\udfff]")
_INTEGER = re.compile("0|-?[1-9][0-9]{0,17}")
_TEXT = "tag:yaml.org,2002:str"
_PLAIN_TAGS = {_TEXT, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


class _Loader(yaml.SafeLoader):
    """A loader for which every scalar is a text: what it means is decided here."""


_Loader.yaml_implicit_resolvers = {}


class _Element(NamedTuple):
    """An element of a document: its place there, and its node."""

    path: str
    node: yaml.Node


class _Budget:
    """How many nodes a document may come to when every alias is followed."""

    def __init__(self, size: int) -> None:
        self.left = size

    def spend(self, node: yaml.Node) -> None:
        self.left -= 1
        if self.left < 0:
            raise _fault("the aliases make the document too large", node)


def read_yaml(source: Source, journal: Journal, settings: Settings) -> Iterator[Agreement]:
    """Read the records of a YAML document; the survey of the settings is ignored, for each record names its own."""
    text = "\n".join(read_lines(source, journal))
    if not text:
        return
    budget = _Budget(len(text))  # without aliases no document has more nodes than characters
    try:
        elements = [element for document in yaml.compose_all(text, _Loader) for element in _list_elements(document)]
    except (yaml.YAMLError, RecursionError) as error:
        journal.at(Where(file=source.name, line=_get_line(error)))("record-invalid", value=_get_message(error))
        return
    if not elements:
        journal.at(Where(file=source.name))("no-record")
    limit = settings.limits.rows
    if len(elements) > limit:
        journal.at(Where(file=source.name, line=elements[limit].node.start_mark.line + 1))("rows-limit", limit=limit)
    yield from read_elements((_to_element(one, source.name, budget) for one in elements[:limit]), journal)


def _to_element(element: _Element, file: str, budget: _Budget) -> Element:
    where = Where(file=file, line=element.node.start_mark.line + 1)
    return Element(partial(_decode, element.node, budget), where, element.path)


def _decode(node: yaml.Node, budget: _Budget) -> Agreement:
    try:
        return msgspec.convert(_build(node, budget), Agreement)
    except yaml.YAMLError as error:
        raise ElementFaultError(f"{_get_message(error)} - at `$`", _get_line(error)) from error


def _list_elements(document: yaml.Node) -> Iterator[_Element]:
    holder, path = document, "$"
    if isinstance(document, yaml.MappingNode):
        keys = [key.value for key, _ in document.value]
        if "agreements" not in keys:
            yield _Element("$", document)
            return
        if keys != ["agreements"]:
            raise _fault("nothing but `agreements` is known here", document)
        holder, path = document.value[0][1], "$.agreements"
    _check_tag(holder)
    if not isinstance(holder, yaml.SequenceNode):
        raise _fault("expected a list of records", holder)
    for index, node in enumerate(holder.value):
        yield _Element(f"{path}[{index}]", node)


def _check_tag(node: yaml.Node) -> None:
    if node.tag not in _PLAIN_TAGS:
        raise _fault(f"the tag {node.tag} is not known here", node)


def _build(node: yaml.Node, budget: _Budget) -> Any:
    """Build the value of a node out of texts, numbers, lists and mappings, and nothing else."""
    budget.spend(node)
    _check_tag(node)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, budget) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, budget)
    if _HALF.search(node.value):
        raise _fault("half of a character stands alone", node)
    is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
    return _build_scalar(node.value) if is_plain else node.value


def _build_mapping(node: yaml.MappingNode, budget: _Budget) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _fault("a name must be a text", key)
        if _HALF.search(key.value):
            raise _fault("half of a character stands alone", key)
        if key.value in built:
            raise _fault(f"`{key.value}` stands twice", key)
        built[key.value] = _build(value, budget)
    return built


def _build_scalar(text: str) -> str | int | bool | None:
    if _NULL.fullmatch(text):
        return None
    if _BOOLEAN.fullmatch(text):
        return text.lower() == "true"
    return int(text) if _INTEGER.fullmatch(text) else text


def _fault(message: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=message, problem_mark=node.start_mark)


def _get_line(error: Exception) -> int | None:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return mark.line + 1 if mark else None


def _get_message(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError):
        return " ".join(filter(None, (error.context, error.problem)))
    return str(error)
