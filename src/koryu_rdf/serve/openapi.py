"""The API described for programs: OpenAPI 3.1.

In: where the service stands, and the saved questions. Out: a description as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from koryu_rdf.serve.faults import list_statuses
from koryu_rdf.serve.media import CSV, GRAPHS, HTML, RESULTS, SHORT
from koryu_rdf.serve.replies import PROBLEM
from koryu_rdf.serve.source import Choice, Question, Site

_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "xsd:gYear": {"type": "string", "pattern": "^[1-9][0-9]{3}$"},
    "xsd:integer": {"type": "string", "pattern": "^[+-]?[0-9]{1,18}$"},
    "xsd:date": {"type": "string", "format": "date"},
    "xsd:string": {"type": "string", "pattern": r"^[^\\\x00-\x1f\x7f]*$"},
    "iri": {
        "type": "string",
        "pattern": r"^(https?://[a-z0-9-]+(\.[a-z0-9-]+)*(/[A-Za-z0-9._-]+)*/?(#[A-Za-z0-9._-]*)?|[A-Za-z0-9][A-Za-z0-9_.-]*)$",
        "description": "An absolute IRI, or for a code list the name of one of its codes, such as economy.",
    },
}
_BYTES: Mapping[str, Any] = {"schema": {"type": "string"}}
_ROWS: Mapping[str, Any] = {
    "schema": {
        "type": "object",
        "required": ["head"],
        "properties": {"head": {"type": "object"}, "results": {"type": "object"}, "boolean": {"type": "boolean"}},
    }
}
_CONTENTS: Mapping[str, Mapping[str, Any]] = {
    "application/sparql-results+json": _ROWS,
    "application/ld+json": {"schema": {"type": ["object", "array"]}},
    "application/json": {"schema": {"type": ["object", "array"]}},
}
_PROBLEM = {
    "type": "object",
    "required": ["title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
    },
}


def describe_api(site: Site, version: str, questions: Iterable[Question]) -> dict[str, Any]:
    """Describe everything that may be asked."""
    asked = {f"/queries/{one.name}": {"get": _describe_question(one)} for one in questions}
    return {
        "openapi": "3.1.0",
        "info": {"title": site.title.en, "version": version, "license": {"name": site.licence, "url": site.licence}},
        "servers": [{"url": "."}],
        "paths": {"/sparql": _describe_sparql(), "/graphs": _describe_graphs(), **asked, **_STATE},
        "components": {"schemas": {"Problem": _PROBLEM}, "responses": {"Problem": _describe_problem()}},
    }


def _describe_sparql() -> dict[str, Any]:
    fields = [
        _name("query", "A query of SPARQL 1.1.", required=True),
        *map(_name_graphs, ("default-graph-uri", "named-graph-uri")),
        _wish((*RESULTS, *GRAPHS)),
    ]
    bodies = {
        "application/sparql-query": _BYTES,
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}
        },
    }
    asking = {"summary": "Ask a query", "responses": _answer((*RESULTS, *GRAPHS))}
    return {
        "get": {"operationId": "askByGet", "parameters": fields, **asking},
        "post": {"operationId": "askByPost", "requestBody": {"required": True, "content": bodies}, **asking},
    }


def _describe_graphs() -> dict[str, Any]:
    fields = [
        _name("default", "The default graph."),
        _name("graph", "The IRI of a named graph, in place of default."),
        _wish(GRAPHS),
    ]
    return {
        "get": {
            "operationId": "getGraph",
            "summary": "Get a graph, whole",
            "parameters": fields,
            "responses": _answer(GRAPHS),
        }
    }


def _describe_question(question: Question) -> dict[str, Any]:
    return {
        "operationId": question.name,
        "summary": question.summary.en,
        "description": question.summary.ja,
        "tags": list(question.tags),
        "parameters": [*map(_describe_choice, question.choices), _wish(RESULTS)],
        "responses": _answer(RESULTS),
    }


def _describe_choice(choice: Choice) -> dict[str, Any]:
    schema = dict(_SCHEMAS[choice.datatype])
    if choice.default:
        schema["default"] = choice.default
    return {"name": choice.name, "in": "query", "schema": schema}


def _name(name: str, description: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": {"type": "string"}}


def _name_graphs(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": "string", "format": "iri"}}}


def _wish(media: Iterable[str]) -> dict[str, Any]:
    """Describe the wish for a form, out of the forms that there are."""
    forms = (*media, CSV, HTML)
    names = sorted(name for name, form in SHORT.items() if form in forms)
    schema = {"type": "string", "enum": names}
    return {
        "name": "format",
        "in": "query",
        "description": "The form of the answer, in place of Accept.",
        "schema": schema,
    }


def _answer(media: Iterable[str]) -> dict[str, Any]:
    content = {name: _CONTENTS.get(name, _BYTES) for name in (*media, CSV, HTML)}
    refusals = {str(status): {"$ref": "#/components/responses/Problem"} for status in list_statuses()}
    return {"200": {"description": "The answer", "content": content}, "304": {"description": "Not changed"}, **refusals}


def _describe_problem() -> dict[str, Any]:
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": "Why there is no answer", "content": {PROBLEM: schema, HTML: _BYTES}}


_STATE = {
    "/health": {
        "get": {
            "operationId": "health",
            "summary": "Whether requests are answered, and from which release",
            "responses": {
                "503": {"$ref": "#/components/responses/Problem"},
                "200": {"description": "They are", "content": {"application/json": {"schema": {"type": "object"}}}},
            },
        }
    }
}
