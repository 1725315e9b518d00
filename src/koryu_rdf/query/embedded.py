"""The store inside the program: RDF files in, answers to queries out.

In: paths of RDF files, then a query and its values. Out: an :class:`Answer`. Named graphs stay queryable with GRAPH,
and their statements are in the default graph as well, so that a query need not know how the data was cut up. Nothing
is written, no network is reached and no other file is read.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    serialize,
)

from koryu_rdf.namespaces import XSD
from koryu_rdf.query.answer import Answer, Row
from koryu_rdf.query.faults import make_query_error
from koryu_rdf.query.guard import check_text
from koryu_rdf.query.nodes import to_node, to_term
from koryu_rdf.query.parameters import to_token
from koryu_rdf.terms import Term, parse_token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from koryu_rdf.errors import QueryError
    from koryu_rdf.query.saved import SavedQuery

Node = NamedNode | BlankNode | Literal | Triple

SUFFIXES = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf")

_BOM = b"\xef\xbb\xbf"
_DOCTYPE = re.compile(rb"<!doctype", re.IGNORECASE)
_PLACE = re.compile(r"error at (?P<line>\d+):\d+: (?P<reason>.*)", re.DOTALL)


def open_store(paths: Iterable[Path], triples: bytes = b"") -> Store:
    """Load RDF files, and N-Triples already in memory, into a new store in memory.

    A file's format goes by its suffix, each also with ``.gz`` or ``.zst``.

    Raises ``QueryError`` with file and line for a file that cannot be read.
    """
    store = Store()
    store.bulk_load(triples, RdfFormat.N_TRIPLES)
    for path in paths:
        _read_file(path, store.bulk_load)
    for graph in list(store.named_graphs()):
        store.update(f"ADD {graph} TO DEFAULT")
    return store


def read_ntriples(paths: Iterable[Path]) -> bytes:
    """Read RDF files as N-Triples, each literal as it is written: a store would rewrite some datatypes."""
    triples = io.BytesIO()

    def take(stream: BinaryIO, form: RdfFormat) -> None:
        serialize((quad.triple for quad in parse(stream, form)), triples, RdfFormat.N_TRIPLES)

    for path in paths:
        _read_file(path, take)
    return triples.getvalue()


def query(store: Store, saved: SavedQuery, values: Mapping[str, str] | None = None) -> Answer:
    """Ask a query; ``values`` are texts by parameter name, and an empty one means that anything will do.

    Raises ``QueryError`` for a value or a query that cannot be used.
    """
    check_text(saved.text, saved.where)
    tokens = bind_values(saved, values or {})
    bound: dict[Variable, Node] = {Variable(name): to_node(parse_token(token)) for name, token in tokens.items()}
    try:
        return _read_answer(store.query(saved.text, substitutions=bound))
    except SyntaxError as error:
        raise _explain_syntax(saved, str(error)) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise make_query_error("query-failed", saved.where, reason=error) from error


def bind_values(saved: SavedQuery, values: Mapping[str, str]) -> dict[str, str]:
    """Give the token of every parameter that has a value or a default."""
    known = {parameter.name: parameter for parameter in saved.parameters}
    for name in values:
        if name not in known:
            key = "query-unknown-parameter" if known else "query-no-parameters"
            raise make_query_error(key, saved.where, name=name, query=saved.name, known=", ".join(known))
    texts = {name: values.get(name, parameter.default or "") for name, parameter in known.items()}
    return {name: to_token(known[name], text) for name, text in texts.items() if text}


def _read_answer(result: QuerySolutions | QueryBoolean | QueryTriples) -> Answer:
    if isinstance(result, QueryBoolean):
        term = Term(None, "true" if result else "false", None, f"{XSD}boolean")
        return Answer(("answer",), ((term,),), "ask")
    if isinstance(result, QueryTriples):
        triples = (tuple(to_term(node) for node in triple) for triple in result)
        return Answer(("subject", "predicate", "object"), tuple(triples), "construct")
    variables = tuple(variable.value for variable in result.variables)
    return Answer(variables, tuple(_read_row(solution) for solution in result))


def _read_row(solution: QuerySolution) -> Row:
    return tuple(None if node is None else to_term(node) for node in solution)


def _explain_syntax(saved: SavedQuery, message: str) -> QueryError:
    match = _PLACE.fullmatch(message)
    where = f"{saved.where}:{match['line']}" if match and saved.where else saved.where
    return make_query_error("query-syntax", where, reason=match["reason"] if match else message)


def _read_file(path: Path, take: Callable[[BinaryIO, RdfFormat], None]) -> None:
    """Open a file and have its statements taken."""
    suffix = _get_format_suffix(path)
    try:
        with _open(path) as stream:
            _read_stream(stream, take, suffix, str(path))
    except _get_reading_errors() as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise make_query_error("query-data-unreadable", str(path), reason=reason) from error


def _get_reading_errors() -> tuple[type[Exception], ...]:
    from zstandard import ZstdError  # noqa: PLC0415  # asked for only when something went wrong

    return (OSError, EOFError, zlib.error, ZstdError)


def _read_stream(stream: BinaryIO, take: Callable[[BinaryIO, RdfFormat], None], suffix: str, where: str) -> None:
    if suffix == ".rdf":
        stream = io.BytesIO(_read_without_doctype(stream, where))
    try:
        take(stream, cast("RdfFormat", RdfFormat.from_extension(suffix[1:])))
    except SyntaxError as error:
        place = f"{where}:{error.lineno}" if error.lineno else where
        raise make_query_error("query-data-syntax", place, reason=error.msg) from error


def _read_without_doctype(stream: BinaryIO, where: str) -> bytes:
    """Read RDF/XML, refusing a DOCTYPE anywhere: with entities a few bytes grow until the process is aborted."""
    data = stream.read()
    found = _DOCTYPE.search(data)
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        raise make_query_error("query-data-doctype", f"{where}:{line}")
    return data


def _get_format_suffix(path: Path) -> str:
    name = path.with_suffix("") if path.suffix.lower() in _OPENERS else path
    suffix = name.suffix.lower()
    if suffix not in SUFFIXES:
        raise make_query_error("query-data-suffix", str(path), suffix=suffix, known=" ".join(SUFFIXES))
    return suffix


def _open(path: Path) -> io.BufferedReader:
    """Open a file unpacked and without the mark that Windows editors put before UTF-8."""
    stream = _OPENERS.get(path.suffix.lower(), _open_plain)(path)
    if stream.peek(len(_BOM)).startswith(_BOM):
        stream.read(len(_BOM))
    return stream


def _open_plain(path: Path) -> io.BufferedReader:
    return path.open("rb")


def _open_gzip(path: Path) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", gzip.open(path, "rb")))


def _open_zstd(path: Path) -> io.BufferedReader:
    import zstandard  # noqa: PLC0415  # only who has .zst files pays for loading it

    reader = zstandard.ZstdDecompressor().stream_reader(path.open("rb"), read_across_frames=True, closefd=True)
    return io.BufferedReader(cast("io.RawIOBase", reader))


_OPENERS: Mapping[str, Callable[[Path], io.BufferedReader]] = {".gz": _open_gzip, ".zst": _open_zstd}
