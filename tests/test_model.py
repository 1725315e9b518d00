"""The record model: JSON takes nothing from a record and adds nothing, and a faulty line names its fault."""

from __future__ import annotations

import json
import typing

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koryu_rdf import model
from koryu_rdf.model import Agreement, Contact, JapaneseParty, Source, parse_json, to_json

# Half a surrogate pair is no text: no document that is read holds one.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))

# The names and their order that other people's scripts may rely on.
FIELDS = [
    *("id", "survey", "number", "title", "kind", "fields", "dates", "japanese_parties", "overseas_parties"),
    *("title_parties", "background", "activities", "outcomes"),
]
SMALLEST = {
    "id": "a/1",
    "survey": "a",
    "number": 1,
    "title": "覚書",
    "kind": "memorandum",
    "fields": [],
    "dates": [],
    "japanese_parties": [],
    "overseas_parties": [],
    "source": {"file": "a.txt"},
}


def build(kind: type[msgspec.Struct]) -> st.SearchStrategy[typing.Any]:
    """Build values of a part of the model from its fields' types."""
    fields = {name: build_field(hint) for name, hint in typing.get_type_hints(kind).items()}
    return st.builds(kind, **fields)


def build_field(hint: typing.Any) -> st.SearchStrategy[typing.Any]:
    arguments = typing.get_args(hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return build(hint)
    if typing.get_origin(hint) is tuple:
        return st.lists(build_field(arguments[0]), max_size=2).map(tuple)
    if type(None) in arguments:
        return st.none() | st.one_of(*(build_field(one) for one in arguments if one is not type(None)))
    return st.from_type(hint)


@given(build(Agreement))
@settings(max_examples=200)
def test_json_is_lossless(agreement: Agreement) -> None:
    line = to_json(agreement)
    assert b"\n" not in line
    assert parse_json(line) == agreement
    assert to_json(parse_json(line)) == line
    assert parse_json(json.dumps(json.loads(line)).encode()) == agreement


def test_the_names_of_the_contract_come_first_and_in_order() -> None:
    written = json.loads(to_json(parse_json(json.dumps(SMALLEST).encode())))
    assert list(written)[: len(FIELDS)] == FIELDS
    assert {"web_pages", "contact", "source"} <= set(written)
    assert written["background"] is None
    assert written["contact"] == {"department": None, "phone": None, "email": None}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"colour": "red"}, "colour"),
        ({"number": "1"}, "$.number"),
        ({"number": None}, "$.number"),
        ({"dates": [{"value": "2011"}]}, "$.dates[0]"),
        (
            {"dates": [{"value": "2011", "precision": "hour", "role": "signed", "as_written": ""}]},
            "$.dates[0].precision",
        ),
        ({"japanese_parties": [{"name": "津市", "kind": "city"}]}, "$.japanese_parties[0].kind"),
        ({"contact": {"fax": "1"}}, "$.contact"),
        ({"source": {}}, "$.source"),
    ],
)
def test_a_fault_is_named_with_its_place(change: dict[str, object], named: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=named.replace("$", r"\$").replace("[", r"\[")):
        parse_json(json.dumps(SMALLEST | change).encode())


@pytest.mark.parametrize("name", sorted(SMALLEST))
def test_what_a_record_needs(name: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=name):
        parse_json(json.dumps({key: value for key, value in SMALLEST.items() if key != name}).encode())


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b"null", b"\xff", b'{"id": "\xff"}', b"[" * 100_000])
def test_what_is_no_json_object_is_refused(line: bytes) -> None:
    with pytest.raises((msgspec.MsgspecError, UnicodeDecodeError, RecursionError)):
        parse_json(line)


def test_values_are_immutable_and_compared_by_what_they_hold() -> None:
    party = JapaneseParty("津市", "municipality")
    assert party == JapaneseParty("津市", "municipality")
    assert len({party, JapaneseParty("津市", "municipality")}) == 1
    with pytest.raises(AttributeError):
        party.name = "四日市市"  # type: ignore[misc]


def test_every_part_of_the_model_is_a_frozen_value() -> None:
    parts = [one for one in vars(model).values() if isinstance(one, type) and issubclass(one, msgspec.Struct)]
    assert {Agreement, Contact, Source} <= set(parts)
    assert all(issubclass(part, model.Value) and part.__struct_config__.frozen for part in parts)
    assert all(part.__struct_config__.forbid_unknown_fields for part in parts)
