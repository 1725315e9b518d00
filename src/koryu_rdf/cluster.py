"""The cluster: records become N-Triples on Apache Spark, with the very lift that one process has.

In: records as JSON Lines, CSV or Parquet on any file system that Hadoop knows, and a folder to be made there. Out: the folder, with the
triples of each partition and those that partitions share, and the problems of all. A partition is read, checked by shapes, sent through
the gate and lifted by the code that does so for a file. What partitions share is put together by the driver and written once. A task that
is lost with its machine is done again elsewhere, and only one that ends well counts. Nothing is sorted, and records that repeat an
identifier are not looked for across partitions.
"""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from koryu_rdf.check import check
from koryu_rdf.conversion import Part, lift_part
from koryu_rdf.errors import ReadError, WriteError
from koryu_rdf.identifiers import Identifiers
from koryu_rdf.lift import SharedThings
from koryu_rdf.model import Agreement
from koryu_rdf.problems import Problem
from koryu_rdf.read import Reading, Source
from koryu_rdf.settings import Settings
from koryu_rdf.texts import get_text
from koryu_rdf.write import write

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import SparkSession

SUFFIXES = (".jsonl", ".csv", ".parquet")
RECORDS_AT_ONCE = 1_000
_TRIPLES, _NOTED = 0, 1


class Converted(NamedTuple):
    """What a cluster made: the number of triples, and every problem."""

    triples: int
    problems: list[Problem]


class _Noted(NamedTuple):
    """What lifting some records gave besides their triples."""

    triples: int
    shared: SharedThings
    problems: list[Problem]


def open_session() -> SparkSession:
    """Open the session that Spark's own settings describe, ``local[*]`` where they say nothing.

    Raises :class:`ReadError` where PySpark is not installed.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise ReadError(get_text("errors", "spark-missing"), hint=get_text("errors", "spark-missing-hint")) from error
    session: SparkSession = SparkSession.builder.appName("koryu convert").getOrCreate()
    return session


def convert_on_cluster(
    session: SparkSession, sources: Iterable[str], target: str, settings: Settings, *, checks: bool = True
) -> Converted:
    """Convert sources into a folder that is not there yet; ``checks`` says whether the shapes are applied too."""
    lines = session.sparkContext.union([_open_lines(session, source) for source in sources])
    name = " ".join(source.rstrip("/").rpartition("/")[2] for source in sources)
    work = partial(_convert_partition, name=name, settings=settings, checks=checks)
    results = lines.mapPartitionsWithIndex(work).persist(_on_disk())
    try:
        noted = [pickle.loads(packed) for packed in results.filter(_is_noted).values().collect()]  # noqa: S301  (our own)
        shared, triples = _gather(noted, settings)
        texts = results.filter(_is_text).values().union(session.sparkContext.parallelize([shared], 1))
        _save(texts, target)
    finally:
        results.unpersist()
    return Converted(triples, [problem for one in noted for problem in one.problems])


def _open_lines(session: SparkSession, source: str) -> RDD[str]:
    """Give each record as a line of JSON, whatever it is kept as; a table has the fields of records as columns."""
    suffix = next((one for one in SUFFIXES if source.rstrip("/").endswith(one)), None)
    if suffix is None:
        raise ReadError(get_text("errors", "spark-form", path=source, known=" ".join(SUFFIXES)))
    if suffix == ".jsonl":
        return session.read.text(source).rdd.map(_get_first)
    if suffix == ".parquet":
        return session.read.parquet(source).toJSON()
    return session.read.csv(source, header=True, multiLine=True, escape='"').rdd.map(_to_json)


def _get_first(row: Any) -> str:
    text: str = row[0]
    return text


def _to_json(row: Any) -> str:
    """Give a row of text cells as JSON: lists and structures stand in their cells as JSON, and so do numbers."""
    cells = {name: cell for name, cell in row.asDict().items() if cell is not None}
    return json.dumps({name: cell if name in _TEXTS else json.loads(cell) for name, cell in cells.items()})


_TEXTS = {field.name for field in msgspec.structs.fields(Agreement) if field.type in (str, str | None)}


def _convert_partition(
    number: int, lines: Iterator[str], *, name: str, settings: Settings, checks: bool
) -> Iterator[tuple[int, Any]]:
    """Convert a partition, some records at a time; gives texts, and what was noted."""
    first_line = 1
    while some := list(islice(lines, RECORDS_AT_ONCE)):
        content = "\n".join(some).encode()
        source = Source(f"{name} [{number}]", ".jsonl", partial(io.BytesIO, content), settings.limits, first_line)
        text, noted = _convert_some(Reading([source], settings), settings, checks=checks)
        yield from ((_TRIPLES, text), (_NOTED, pickle.dumps(noted)))
        first_line += len(some)


def _convert_some(reading: Reading, settings: Settings, *, checks: bool) -> tuple[str, _Noted]:
    stream = io.BytesIO()
    part: Part = lift_part(reading, stream, settings, ".nt", in_order=False)
    problems = part.notes.problems
    if checks:
        report = check(stream.getvalue() + _write_shared(part.shared)[0], origins=part.notes.origins)
        problems = [*problems, *report.problems]
    return stream.getvalue().decode().rstrip("\n"), _Noted(part.triples, part.shared, problems)


def _gather(noted: list[_Noted], settings: Settings) -> tuple[str, int]:
    """Put together what all share, as a text, and count all triples."""
    shared = SharedThings(Identifiers(settings.base), {})
    for one in noted:
        shared.add(one.shared)
    text, count = _write_shared(shared)
    return text.decode().rstrip("\n"), count + sum(one.triples for one in noted)


def _write_shared(shared: SharedThings) -> tuple[bytes, int]:
    stream = io.BytesIO()
    count = write(shared.describe({}), stream, suffix=".nt")
    return stream.getvalue(), count


def _save(texts: RDD[str], target: str) -> None:
    """Save the texts; Spark makes the folder whole, or leaves it without its ``_SUCCESS``."""
    try:
        texts.filter(bool).saveAsTextFile(target)
    except Exception as error:  # what the Java side throws has no class of its own here
        if "already exists" not in str(error):
            raise
        raise WriteError(get_text("errors", "spark-target", path=target)) from error


def _is_noted(result: tuple[int, Any]) -> bool:
    return result[0] == _NOTED


def _is_text(result: tuple[int, Any]) -> bool:
    return result[0] == _TRIPLES


def _on_disk() -> Any:
    from pyspark import StorageLevel  # noqa: PLC0415

    return StorageLevel.DISK_ONLY
