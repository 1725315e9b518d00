"""The exception tree: what stops a run.

Anything wrong with the *data* is a :class:`~koryu_rdf.problems.Problem` and never raised.

    KoryuError
    ├── SettingsError    koryu.toml cannot be used
    ├── ReadError        a source cannot be read at all
    ├── CheckError       shapes or data cannot be checked
    ├── WriteError       an output cannot be written
    ├── DataError        a file of RDF cannot be read
    ├── QueryError       a query or its parameters cannot be used
    ├── LinkError        Wikidata cannot be asked, or a file of links cannot be used
    ├── StoreError       data cannot be loaded into a store
    ├── ServeError       the data cannot be served
    ├── RegisterError    a data portal cannot be asked, or refuses
    ├── BuildError       there is nothing to build
    └── UndecidedError   personal data may be in it, and nobody has decided
"""

from __future__ import annotations

from collections.abc import Sequence

from koryu_rdf.problems import Problem
from koryu_rdf.texts import Text


class KoryuError(Exception):
    """The run cannot go on; says what, where and how to mend it, in Japanese and English."""

    def __init__(self, message: Text, *, where: str | None = None, hint: Text | None = None):
        super().__init__(message.en)
        self.message = message
        self.where = where
        self.hint = hint


class SettingsError(KoryuError):
    pass


class ReadError(KoryuError):
    pass


class CheckError(KoryuError):
    pass


class WriteError(KoryuError):
    pass


class DataError(KoryuError):
    pass


class QueryError(KoryuError):
    pass


class LinkError(KoryuError):
    pass


class StoreError(KoryuError):
    pass


class ServeError(KoryuError):
    pass


class RegisterError(KoryuError):
    pass


class UndecidedError(KoryuError):
    """Nothing may be published before somebody decides what is personal data; ``problems`` say where."""

    def __init__(self, message: Text, *, hint: Text, problems: Sequence[Problem]):
        super().__init__(message, hint=hint)
        self.problems = problems


class BuildError(KoryuError):
    """There is nothing to build; ``problems`` say why."""

    def __init__(self, message: Text, *, problems: Sequence[Problem] = ()):
        super().__init__(message)
        self.problems = problems
