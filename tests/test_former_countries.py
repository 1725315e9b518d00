"""States of the past: a place settles which country of today is meant, or nothing does."""

from __future__ import annotations

import pytest

from koryu_rdf.countries import find_country, split_country
from koryu_rdf.former_countries import split_former_country
from koryu_rdf.overseas_parties import parse_overseas_parties
from koryu_rdf.tables import read_rows, split_aliases


def read(text: str) -> tuple[list[str | None], list[str]]:
    """Read a party; gives the countries and the codes that were reported."""
    codes: list[str] = []

    def report(code: str, **slots: object) -> None:
        codes.append(code)

    return [party.country for party in parse_overseas_parties(text, report)], codes


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("ソ連ハバロフスク市", "RU"),
        ("旧ソ連 ナホトカ市", "RU"),
        ("ソビエト連邦キエフ市", "UA"),
        ("ソヴィエト社会主義共和国連邦ハバロフスク地方", "RU"),
        ("ソ連チェリャビンスク州チェリヤビンスク市", "RU"),
        ("チェコスロヴァキア プラハ市", "CZ"),
        ("チェコスロバキア・ブラチスラバ市", "SK"),
        ("旧ユーゴスラビア ザグレブ市", "HR"),
        ("ユーゴスラヴィア社会主義連邦共和国リュブリャナ市", "SI"),
        ("コンゴ・キンシャサ市", "CD"),
        ("朝鮮京城", "KR"),
    ],
)
def test_a_place_settles_the_country(text: str, country: str) -> None:
    countries, codes = read(text)
    assert countries == [country]
    assert "country-of-the-past" in codes
    assert not {"country-ambiguous", "country-unknown"} & set(codes)


@pytest.mark.parametrize(
    "text", ["ソ連", "ソ連ノヴゴロド市", "ユーゴスラビア", "チェコスロバキア チェスキー市", "ドミニカ", "コンゴ"]
)
def test_what_no_place_settles_has_no_country(text: str) -> None:
    countries, codes = read(text)
    assert countries == [None]
    assert "country-ambiguous" in codes


@pytest.mark.parametrize("text", ["コンゴーニャス市", "ドミニカーナ市", "朝", "ソ", ""])
def test_the_beginning_of_a_word_is_no_country(text: str) -> None:
    assert split_former_country(text) == (None, text)


def test_such_a_name_is_no_country_of_today_and_its_longer_names_are() -> None:
    for row in read_rows("former-countries"):
        for name in (row["name"], *split_aliases(row["aliases"])):
            assert find_country(name) is None
            assert split_former_country(name)[1] == ""
    assert split_country("ドミニカ共和国")[0] == find_country("DO")
    assert split_country("朝鮮民主主義人民共和国")[0] == find_country("KP")
