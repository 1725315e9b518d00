"""Settings: what an office says once, in ``koryu.toml``.

In: a TOML file. Out: frozen :class:`Settings` with a default for everything. Commands take them as an argument; nobody reads them
from elsewhere.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

import msgspec

from koryu_rdf.contacts import find_mail_iri
from koryu_rdf.errors import SettingsError
from koryu_rdf.identifiers import DEFAULT_BASE, is_survey_id
from koryu_rdf.model import Phrase, Value
from koryu_rdf.personal import Personal
from koryu_rdf.terms import is_web_address
from koryu_rdf.texts import get_text, get_topic

FILE_NAME = "koryu.toml"
Most = Annotated[int, msgspec.Meta(ge=1)]


class Publisher(Value, frozen=True):
    """Who publishes the data, with an IRI of theirs."""

    name: Phrase = Phrase("koryu-rdf", "koryu-rdf")
    iri: str = "https://w3id.org/koryu/publisher"
    email: str | None = None


class Dataset(Value, frozen=True, kw_only=True):
    """What the catalogue says of the data. ``home`` is where the folder is put on the web."""

    title: Phrase = Phrase("自治体の国際提携データ", "International agreements of Japanese local governments")
    description: Phrase = Phrase(
        "日本の自治体と海外の相手方との提携（姉妹都市提携を除く）を、自治体・提携・分野のリンクトデータにしたものです。",
        "Agreements between Japanese local governments and partners abroad, other than sister-city ties, as linked data.",
    )
    home: str = "https://w3id.org/koryu/"
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    keywords: tuple[str, ...] = ("国際交流", "自治体", "提携")


class Limits(Value, frozen=True, kw_only=True):
    """How much one source may take before it is given up with a problem. ``seconds`` are of the processor, not of the clock."""

    memory_mb: Most = 1024
    seconds: Most = 300
    file_mb: Most = 100
    unpacked_mb: Most = 1000
    compression_ratio: Most = 200
    line_characters: Most = 1_000_000
    rows: Most = 200_000
    cells: Most = 5_000_000
    pages: Most = 2_000


class Service(Value, frozen=True, kw_only=True):
    """What ``koryu serve`` grants everybody. A query has ``seconds`` to begin its answer, ``download_seconds`` for all of a long one.

    ``trusted_proxies`` are the addresses whose word about a client's address is taken, parted by commas.
    """

    seconds: Most = 1
    rows: Most = 1000
    download_seconds: Most = 30
    download_mb: Most = 100
    memory_mb: Most = 512
    query_characters: Most = 10_000
    query_depth: Most = 50
    workers: Most = 8
    waiting: Most = 32
    requests_per_minute: Most = 600
    queries_at_once: Most = 4
    trusted_proxies: str = "127.0.0.1"


class WikidataSettings(Value, frozen=True):
    """How Wikidata is asked. ``contact`` is a mail or web address of the operator: Wikidata refuses those who name none."""

    contact: str | None = None
    endpoint: str = "https://query.wikidata.org/sparql"
    search_api: str = "https://www.wikidata.org/w/api.php"


class Settings(Value, frozen=True, kw_only=True):
    """Everything that can be set.

    ``columns`` says what the headings of tables mean, ``constants`` what holds for a whole table; both by the roles of
    ``texts/columns.toml``.
    """

    base: str = DEFAULT_BASE
    publisher: Publisher = Publisher()
    dataset: Dataset = Dataset()
    limits: Limits = Limits()
    survey: str | None = None
    personal: Personal = Personal()
    wikidata: WikidataSettings = WikidataSettings()
    serve: Service = Service()
    columns: dict[str, str] = msgspec.field(default_factory=dict)
    constants: dict[str, str] = msgspec.field(default_factory=dict)


def read_settings(path: Path | None = None) -> Settings:
    """Read ``path``, or ``koryu.toml`` in the current folder where there is one.

    Raises :class:`SettingsError` for a file that is missing, is not TOML or sets what cannot be set.
    """
    path = path or (Path(FILE_NAME) if Path(FILE_NAME).exists() else None)
    if path is None:
        return Settings()
    try:
        settings = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Settings)
    except (OSError, ValueError, RecursionError, msgspec.ValidationError) as error:
        message = get_text("errors", "settings-invalid", reason=error)
        raise SettingsError(message, where=str(path), hint=get_text("errors", "settings-invalid-hint")) from error
    return _check(settings, path)


def _check(settings: Settings, path: Path) -> Settings:
    """Refuse what would make faulty data: IRIs and addresses that are none, an unsafe survey identifier."""
    for iri in (settings.base, settings.publisher.iri, settings.dataset.licence, settings.dataset.home):
        if not is_web_address(iri):
            raise SettingsError(get_text("errors", "settings-iri", value=iri), where=str(path))
    for name, iri in (("base", settings.base), ("home", settings.dataset.home)):
        if not iri.endswith(("/", "#") if name == "base" else "/"):
            raise SettingsError(get_text("errors", "settings-slash", name=name, value=iri), where=str(path))
    email = settings.publisher.email
    if email and find_mail_iri(email) is None:
        raise SettingsError(get_text("errors", "settings-email", value=email), where=str(path))
    if settings.survey and not is_survey_id(settings.survey):
        raise SettingsError(get_text("errors", "survey-id", value=settings.survey), where=str(path))
    _check_columns(settings, path)
    _check_personal(settings.personal, path)
    return settings


def _check_columns(settings: Settings, path: Path) -> None:
    """Refuse columns and constants of a role that there is not."""
    roles = [role for role in get_topic("columns") if role not in ("groups", "other")]
    for name, role in (
        *((name, role) for name, role in settings.columns.items()),
        *((role, role) for role in settings.constants),
    ):
        if role not in roles and not (role == "ignore" and name in settings.columns):
            message = get_text("errors", "settings-role", name=name, value=role)
            raise SettingsError(
                message, where=str(path), hint=get_text("errors", "settings-role-hint", known=" ".join(roles))
            )


def _check_personal(personal: Personal, path: Path) -> None:
    """Refuse words that are empty, and those that are to be published and not to be."""
    for name, words in (("decided", personal.decided), ("denied", personal.denied)):
        if not all(word.strip() for word in words):
            raise SettingsError(get_text("errors", "settings-personal-empty", name=name), where=str(path))
    for word in personal.decided:
        if word in personal.denied:
            raise SettingsError(get_text("errors", "settings-personal-both", value=word), where=str(path))
