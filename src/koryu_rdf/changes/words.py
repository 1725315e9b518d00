"""Changes in words: sentences in both languages, and rows for a table.

In: changes, and the names of the things they mention. Out: :class:`Text`, or rows. Properties and codes are called by their labels in
our ontology and code lists, and in ``texts/changes.toml`` for the vocabularies of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from koryu_rdf.assets import list_files
from koryu_rdf.changes.values import Change, Edit, Group, Kind, count_changes
from koryu_rdf.namespaces import PREFIXES, expand
from koryu_rdf.terms import parse_token
from koryu_rdf.texts import Language, Text, get_text, get_topic

COLUMNS = ("change", "group", "iri", "name", "former_name", "successor", "part", "property", "before", "after", "text")
_LABELS = {expand("rdfs:label"), expand("skos:prefLabel")}
_NOT_TOLD = {expand(f"koryu:{name}") for name in ("party", "sourceFile", "firstLine", "lastLine", "section")}
_LANGUAGES: tuple[Language, ...] = ("ja", "en")
_LONGEST = 60
_Names = Mapping[str, Text]


def say_counts(changes: Iterable[Change]) -> Text:
    """Say in a line what happened how often: ``Agreements: 3 new, 2 ended. Partners: 1 renamed.``"""
    counts = count_changes(changes)
    if not counts:
        return get_text("changes", "nothing")
    sentences = [_fill(f"group-{group}", counts=_say_kinds(group, kinds)) for group, kinds in counts.items()]
    return _join(sentences, "", " ")


def say_change(change: Change) -> Text:
    """Say what became of one thing, in a line."""
    has_new_iri_only = change.successor and change.former == change.name
    key = "succeeded" if has_new_iri_only else _name_kind(change.group, change.kind)
    return _fill(f"say-{key}", name=change.name, former=change.former or change.name)


def say_edits(change: Change, names: _Names) -> list[Text]:
    """Say what is different about a thing, each difference once; what follows from another is left out."""
    told = (edit for edit in change.edits if edit.predicate not in _NOT_TOLD)
    return list(dict.fromkeys(say_edit(edit, names) for edit in told))


def say_edit(edit: Edit, names: _Names) -> Text:
    """Say what a property was and is: ``signed on: 2011-10-24 → 2011-10-25``."""
    label = name_term(edit.predicate)
    before, after = (_say_values(values, names) for values in (edit.before, edit.after))
    return Text(f"{label.ja}: {before.ja} → {after.ja}", f"{label.en}: {before.en} → {after.en}")


def list_change_rows(changes: Iterable[Change], names: _Names, language: Language) -> Iterator[dict[str, str | None]]:
    """List the changes for a table, a row for each property that is different."""
    for change in changes:
        row: dict[str, str | None] = {
            "change": change.kind,
            "group": change.group,
            "iri": change.iri,
            "name": change.name.to(language),
            "former_name": change.former.to(language) if change.former and change.former != change.name else None,
            "successor": change.successor,
            "text": say_change(change).to(language),
        }
        yield from ({**row, **_list_cells(edit, names, language)} for edit in change.edits)
        if not change.edits:
            yield row


def _list_cells(edit: Edit, names: _Names, language: Language) -> dict[str, str]:
    return {
        "part": edit.part,
        "property": name_term(edit.predicate).to(language),
        "before": "\n".join(_say_value(value, names).to(language) for value in edit.before),
        "after": "\n".join(_say_value(value, names).to(language) for value in edit.after),
    }


def name_term(iri: str) -> Text:
    """Name a property, class or code as our vocabulary does; one that nobody named, by its local name."""
    return _read_labels().get(iri) or _name_foreign_properties().get(iri) or Text(*[_cut_local_name(iri)] * 2)


def _say_kinds(group: Group, kinds: Mapping[Kind, int]) -> Text:
    said = [get_text("changes", f"count-{_name_kind(group, kind)}", count=count) for kind, count in kinds.items()]
    return _join(said, "、", ", ")


def _name_kind(group: Group, kind: Kind) -> str:
    """Agreements end; of anything else the data only speak no longer."""
    return "gone" if kind == "ended" and group != "agreement" else kind


def _fill(key: str, **texts: Text) -> Text:
    """Fill the slots of a sentence with texts, each in its language."""
    slots = [{name: text.to(language) for name, text in texts.items()} for language in _LANGUAGES]
    return Text(get_text("changes", key, **slots[0]).ja, get_text("changes", key, **slots[1]).en)


def _say_values(values: tuple[str, ...], names: _Names) -> Text:
    if not values:
        return get_text("changes", "no-value")
    said = [_say_value(value, names) for value in values]
    return _join([Text(_shorten(one.ja), _shorten(one.en)) for one in said], "、", ", ")


def _say_value(value: str, names: _Names) -> Text:
    term = parse_token(value)
    if term.iri is None:
        return Text(term.text, term.text)
    return names.get(term.iri) or _read_labels().get(term.iri) or Text(term.iri, term.iri)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _join(texts: list[Text], japanese: str, english: str) -> Text:
    return Text(japanese.join(text.ja for text in texts), english.join(text.en for text in texts))


def _cut_local_name(iri: str) -> str:
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2]


@cache
def _name_foreign_properties() -> dict[str, Text]:
    topic = get_topic("changes")
    return {
        expand(key): Text(entry["ja"], entry["en"]) for key, entry in topic.items() if key.split(":")[0] in PREFIXES
    }


@cache
def _read_labels() -> dict[str, Text]:
    """Read the labels of our properties, classes and codes."""
    from pyoxigraph import Literal, RdfFormat, parse  # noqa: PLC0415  (only who tells of changes pays for loading it)

    found: dict[str, dict[str, str]] = {}
    for path in list_files("ontology", ".ttl"):
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if quad.predicate.value in _LABELS and isinstance(quad.object, Literal):
                found.setdefault(str(quad.subject)[1:-1], {})[quad.object.language or ""] = quad.object.value
    return {iri: Text(words["ja"], words["en"]) for iri, words in found.items() if {"ja", "en"} <= words.keys()}
