"""Folding: what people take for the same name has one key, and two names have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koryu_rdf.folding import fold, fold_characters, fold_name

SAME_CHARACTERS = [
    ("景德鎮市", "景徳鎮 市"),
    ("髙松市", "高松市"),
    ("𠮷野町", "吉野町"),
    ("ＡＢＣ１", "ABC1"),
    ("ﾘﾖﾝ市", "リヨン市"),
    ("鯵ヶ沢町", "鰺ヶ沢町"),
    ("葛\U000e0100城市", "葛城市"),
    ("\ufeff津市", "津市"),
    ("國際會議", "国際会議"),
]
SAME_NAMES = [
    ("クィーンズランド州", "クイーンズランド州"),
    ("チェリャビンスク市", "チェリヤビンスク市"),
    ("アヴェイロ市", "アベイロ市"),
    ("タミル・ナドゥ州", "タミルナドゥ州"),
    ("バーデン＝ヴュルテンベルク州", "バーデン・ビュルテンベルク州"),
    ("ｽﾄｰｸ･ｵﾝ･ﾄﾚﾝﾄ市", "ストークオントレント市"),
]
DIFFERENT = [("鹿嶋市", "鹿島市"), ("北京市", "東京市"), ("津市", "大津市"), ("リヨン市", "リヨン州")]


@pytest.mark.parametrize(("one", "other"), SAME_CHARACTERS)
def test_one_key_for_variant_characters(one: str, other: str) -> None:
    assert fold_characters(one) == fold_characters(other)
    assert fold(one) == fold(other)
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), SAME_NAMES)
def test_one_key_for_transcriptions(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_keys_for_two_names(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


def test_case_counts_in_characters_only() -> None:
    assert fold("URL") == fold("url")
    assert fold_characters("URL") != fold_characters("url")


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    for folding in (fold_characters, fold_name):
        assert folding(folding(text)) == folding(text)
    assert not any(map(str.isspace, fold(text)))
