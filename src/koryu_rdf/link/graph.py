"""Links as triples: a graph of their own, with who decided when, and the facts that came with them.

In: decided rows and facts. Out: descriptions, sorted by IRI; only accepted links are published. ``owl:sameAs`` is stated only where
it is asked for: it lets a reasoner take over everything that is said of the item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from koryu_rdf.identifiers import DEFAULT_BASE, digest
from koryu_rdf.link.facts import PlaceFacts
from koryu_rdf.link.mappings import CLOSE, LinkRow
from koryu_rdf.link.sparql import ENTITY
from koryu_rdf.terms import TYPE, Description, Statements, curie, to_iri, to_literal, to_typed

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_LINK, _ENTITY, _AGENT = curie("koryu:Link"), curie("prov:Entity"), curie("prov:Agent")
_PARTY, _ITEM = curie("koryu:linkedParty"), curie("koryu:linkedItem")
_DATE, _LICENSE, _TOPIC = curie("dcterms:date"), curie("dcterms:license"), curie("foaf:primaryTopic")
_DERIVED, _ATTRIBUTED, _NAME = curie("prov:wasDerivedFrom"), curie("prov:wasAttributedTo"), curie("foaf:name")


class Links(msgspec.Struct, frozen=True):
    """What people decided, and the facts about what is linked."""

    rows: tuple[LinkRow, ...] = ()
    facts: tuple[PlaceFacts, ...] = ()

    @property
    def accepted(self) -> list[LinkRow]:
        """The rows that are published."""
        return [row for row in self.rows if row.status == "accepted" and row.item]

    @property
    def items(self) -> dict[str, str]:
        """The items that are published, by subject."""
        return {row.subject_id: row.item for row in self.accepted if row.item}

    @property
    def english_names(self) -> dict[str, str]:
        """English names by subject."""
        return {one.subject_id: one.name_en for one in self.facts if one.name_en}

    @property
    def coordinates(self) -> dict[str, tuple[float, float]]:
        """Degrees east and north by subject."""
        return {
            one.subject_id: (one.longitude, one.latitude)
            for one in self.facts
            if one.longitude is not None and one.latitude is not None
        }

    def move(self, base: str) -> Links:
        """Give the same links for data whose IRIs begin otherwise than those that come with this package."""
        return Links(
            tuple(msgspec.structs.replace(row, subject_id=_move(row.subject_id, base)) for row in self.rows),
            tuple(msgspec.structs.replace(one, subject_id=_move(one.subject_id, base)) for one in self.facts),
        )

    def keep(self, subjects: Iterable[str]) -> Links:
        """Keep what is about some subjects, by their IRIs."""
        known = set(subjects)
        return Links(
            tuple(row for row in self.rows if row.subject_id in known),
            tuple(one for one in self.facts if one.subject_id in known),
        )


def describe_links(links: Links, base: str, *, same_as: bool = False) -> list[Description]:
    """Describe accepted links, who decided on them, and the facts."""
    described: dict[str, Statements] = {}
    for row in links.accepted:
        described.setdefault(f"<{row.subject_id}>", []).extend(_match(row, same_as))
        described[f"<{row.subject_id}#link-{row.item}>"] = list(_describe_decision(row, base))
        if row.author_label:
            described[_name_agent(row.author_label, base)] = [
                (TYPE, _AGENT),
                (_NAME, to_literal(row.author_label, "ja")),
            ]
    for facts in links.facts:
        statements = list(_describe_place(facts))
        if statements:
            described.setdefault(f"<{facts.subject_id}>", []).extend(statements)
            described[f"<{facts.subject_id}#facts>"] = _describe_source(facts)
    return [Description(subject, statements) for subject, statements in sorted(described.items())]


def _match(row: LinkRow, same_as: bool) -> Iterator[tuple[str, str]]:
    is_close = row.predicate_id == CLOSE
    item = to_iri(f"{ENTITY}{row.item}")
    yield curie("skos:closeMatch" if is_close else "skos:exactMatch"), item
    if same_as and not is_close:
        yield curie("owl:sameAs"), item


def _describe_decision(row: LinkRow, base: str) -> Iterator[tuple[str, str]]:
    yield TYPE, _LINK
    yield TYPE, _ENTITY
    yield _PARTY, to_iri(row.subject_id)
    yield _ITEM, to_iri(f"{ENTITY}{row.item}")
    if row.mapping_date:
        yield _DATE, to_typed(row.mapping_date, "xsd:date")
    if row.comment:
        yield curie("rdfs:comment"), to_literal(row.comment, "ja")
    if row.author_label:
        yield _ATTRIBUTED, _name_agent(row.author_label, base)
    yield _DERIVED, to_iri(f"{ENTITY}{row.item}")


def _describe_place(facts: PlaceFacts) -> Iterator[tuple[str, str]]:
    if facts.longitude is not None and facts.latitude is not None:
        yield curie("geo:lat"), to_typed(f"{facts.latitude:.5f}".rstrip("0").rstrip("."), "xsd:decimal")
        yield curie("geo:long"), to_typed(f"{facts.longitude:.5f}".rstrip("0").rstrip("."), "xsd:decimal")
    if facts.population is not None:
        yield curie("koryu:population"), to_typed(str(facts.population), "xsd:nonNegativeInteger")
    if facts.geonames is not None:
        yield curie("rdfs:seeAlso"), to_iri(f"https://sws.geonames.org/{facts.geonames}/")


def _describe_source(facts: PlaceFacts) -> Statements:
    return [
        (TYPE, _ENTITY),
        (_TOPIC, to_iri(facts.subject_id)),
        (_DATE, to_typed(facts.date, "xsd:date")),
        (_LICENSE, to_iri(CC0)),
        (_DERIVED, to_iri(facts.source)),
    ]


def _name_agent(author: str, base: str) -> str:
    return f"<{base}agent/{digest(author)}>"


def _move(iri: str, base: str) -> str:
    return base + iri.removeprefix(DEFAULT_BASE) if iri.startswith(DEFAULT_BASE) else iri


def merge_links(decided: Sequence[LinkRow], suggested: Iterable[LinkRow]) -> list[LinkRow]:
    """Add what the rule accepted to what people decided, for subjects on which nobody decided."""
    known = {row.subject_id for row in decided}
    return [*decided, *(row for row in suggested if row.status == "accepted" and row.subject_id not in known)]
