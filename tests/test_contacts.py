"""Telephone numbers and mail addresses: which become links, and which do not."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.contacts import find_mail_iri, find_telephone_iri

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
