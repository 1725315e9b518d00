"""Telephone numbers and mail addresses: which become links, and which do not."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from koryu_rdf.contacts import _parse_address, _parse_number, find_mail_iri, find_telephone_iri

PHONES = {
    "043-245-5292": "tel:+81-43-245-5292",
    "０４３－２４５－５２９２": "tel:+81-43-245-5292",
    "043（245）5292": "tel:+81-43-245-5292",
    "代表 043-245-5292": "tel:+81-43-245-5292",
    "043-245-5292（代）": "tel:+81-43-245-5292",
    "043-245-5292（内線123）": "tel:+81-43-245-5292;ext=123",
    "043-245-5292 内線：123": "tel:+81-43-245-5292;ext=123",
    "+81-43-245-5292": "tel:+81-43-245-5292",
    "0120-123-456": "tel:+81-120-123-456",
    "00561-97-1336": None,
    "0561-97-1336": "tel:+81-561-97-1336",
    "043-245-529": None,
    "043-245-5292、5293": None,
    "国際課": None,
    "": None,
}
ADDRESSES = {
    "kokusai@city.example.lg.jp": "mailto:kokusai@city.example.lg.jp",
    "kokusai+koryu_1@city.example.lg.jp": "mailto:kokusai+koryu_1@city.example.lg.jp",
    "ｋｏｋｕｓａｉ＠city.example.lg.jp": "mailto:kokusai@city.example.lg.jp",
    "交流@city.example.lg.jp": "mailto:%E4%BA%A4%E6%B5%81@city.example.lg.jp",
    "kokusai@例.jp": "mailto:kokusai@xn--fsq.jp",
    "kokusai@": None,
    "kokusai": None,
    "@city.example.lg.jp": None,
    "kokusai@localhost": None,
    "kokusai koryu@city.example.lg.jp": None,
    "a@example.jp, b@example.jp": None,
    "": None,
}


@pytest.mark.parametrize("phone", PHONES)
def test_telephone_numbers(phone: str) -> None:
    assert find_telephone_iri(phone) == PHONES[phone]


@pytest.mark.parametrize("address", ADDRESSES)
def test_mail_addresses(address: str) -> None:
    assert find_mail_iri(address) == ADDRESSES[address]


@given(st.text() | st.emails())
def test_what_becomes_a_link_is_an_iri_in_ascii(text: str) -> None:
    for iri in filter(None, (find_telephone_iri(text), find_mail_iri(text))):
        assert iri.isascii()
        assert pyoxigraph.NamedNode(iri).value == iri


@given(st.emails())
def test_ordinary_addresses_become_links(address: str) -> None:
    assert find_mail_iri("kokusai@" + address.partition("@")[2])


@given(st.from_regex(r"0[1-9]\d{0,3}-\d{1,4}-\d{3,4}", fullmatch=True))
@settings(max_examples=1000)
@example("0120-123-456")
@example("090-1234-5678")
@example("0561-97-1336")
@example("01-0470-9059")
def test_the_short_way_of_plain_numbers_finds_what_the_library_finds(phone: str) -> None:
    assert find_telephone_iri(phone) == _parse_number(phone)


AREA_CODES = "011 0123 015 03 043 045 0470 052 0561 059 06 0742 075 0795 082 0829 0836 088 092 0943 0980 099".split()


@given(st.sampled_from(AREA_CODES), st.data())
def test_the_short_way_cuts_numbers_up_as_the_library_does(area: str, data: st.DataObject) -> None:
    rest = data.draw(st.text("0123456789", min_size=10 - len(area), max_size=10 - len(area)))
    phone = f"{area}-{rest[:-4]}-{rest[-4:]}"
    assert find_telephone_iri(phone) == _parse_number(phone)


LABELS = st.text("abz09", min_size=1, max_size=61) | st.sampled_from(["lg", "xn", "test", "local", "example"])


@given(st.text("ab01._+-", min_size=1, max_size=66), st.lists(LABELS, max_size=5))
@settings(max_examples=500)
@example("a" * 64, ["city"])
@example("a" * 65, ["city"])
@example("a", ["b" * 60] * 4)
def test_the_short_way_of_plain_addresses_finds_what_the_library_finds(local: str, labels: list[str]) -> None:
    address = f"{local}@{'.'.join([*labels, 'jp'])}"
    assert find_mail_iri(address) == _parse_address(address)
