"""Countries and territories of ISO 3166-1 by their names, in Japanese short, long, old and in kanji, and in English.

In: a name, or a text that begins with one. Out: a :class:`Country`, and what follows the name. It knows no provinces
and no cities, and does not guess: a text in which the country's name may be part of a longer name has no country.

A name ends where the text ends or a separator stands (a blank, ・ 、 ， /). Where the rest follows without a separator,

- a name in katakana is no country before more katakana (タイ in タイペイ市), nor before a word that makes it a place's
  name (ジョージア州, パナマ市, インド洋); with a state form (オーストラリア連邦) or a separator it is one;
- a name that ends in kanji (中国, 韓国, インド共和国) is one before anything.

In either case a rest that is only such a word (香港島, パナマ 市) shows that the whole is a place's name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import msgspec

from koryu_rdf.folding import fold_characters, fold_name
from koryu_rdf.tables import read_rows, split_aliases

_STATE_FORMS = """
国 共和国 連邦 連邦共和国 民主共和国 人民共和国 社会主義共和国 社会主義連邦共和国 民主人民共和国 イスラム共和国
王国 公国 大公国 合衆国
"""
# 日本国際センター begins with 日本, not with 日本国; but 日本国立川市 and 日本国有田町 do begin with it.
_WORD_WITH_STATE_FORM = re.compile("国(?:際|民|連|営|家|籍|立(?:大|公|博|美|図|研|劇|病|高|科学))")
_NO_COUNTRIES = ("アルバ・ユリア", "アンドラ・ラ", "マリ・エル")  # names of other places that begin like a country's
_SEPARATORS = " \t\n\u3000・･、，,/／"
_PLACE_WORD = re.compile(
    "(?:準?州|市|県|省|郡|町|村|区|領|洋|湾|海峡|山|川|[諸半群]?島|(?:特別|自治)[市区州県]|シティー?)"
)
_KATAKANA = re.compile("[ァ-ヺー]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_SHORTEST = re.compile(rf"(?P<name>[A-Z]{{3}}|.)[{_SEPARATORS}]+(?P<rest>[^{_SEPARATORS}].*)", re.DOTALL)
_HALF_WIDTH = re.compile("[\uff66-\uff9f]+")


class Country(msgspec.Struct, frozen=True):
    """A country or territory: ISO 3166-1 alpha-2, short names, and the long name that treaties and offices write."""

    code: str
    ja: str
    en: str
    official_ja: str


def get_country(code: str) -> Country:
    """Look a country up by its alpha-2 code; raises ``KeyError`` for one that does not exist."""
    return _read_countries()[code]


def find_country_by_code(code: str) -> Country | None:
    """Find a country by its alpha-2 code, which may come from anywhere."""
    return _read_countries().get(code)


def find_country(name: str) -> Country | None:
    """Find the country whose name this is, whole: in Japanese or English, by its code, or 独 and the like.

    >>> find_country("カナダ国").code, find_country("ドミニカ"), find_country("DEU").code, find_country("独").code
    ('CA', None, 'DE', 'DE')
    """
    name = _normalise(name)
    key, _ = _fold_with_ends(name)
    return _read_names().get(key) or _read_codes().get(fold_characters(name))


def split_country(text: str) -> tuple[Country | None, str]:
    """Take the country off the front of a text: the longest name that is there, and the rest.

    Without a country the rest is the text.

    >>> country, rest = split_country("オーストラリア連邦クィーンズランド州")
    >>> country.code, rest
    ('AU', 'クィーンズランド州')
    >>> split_country("タイペイ市")
    (None, 'タイペイ市')
    """
    text = _normalise(text)
    shortest = _SHORTEST.fullmatch(text)
    if shortest and (known := _read_codes().get(fold_characters(shortest["name"]))):
        return known, shortest["rest"]
    country, end = _match_longest(text)
    rest = text[end:].lstrip(_SEPARATORS)
    if country is None or _is_part_of_longer_name(text, end, rest):
        return None, text
    return country, rest


def _match_longest(text: str) -> tuple[Country | None, int]:
    names, longest = _read_names(), _find_longest()
    key, ends = _fold_with_ends(text[: 2 * longest])  # twice: the document may have broken every word with a blank
    for size in range(min(len(key), longest), 0, -1):
        if key[:size] in names and not _runs_into_word(key, size):
            return names[key[:size]], ends[size - 1]
    return None, 0


def _runs_into_word(key: str, size: int) -> bool:
    """Tell whether the 国 that ends the name belongs to a word instead, and the name is one without it."""
    return bool(_WORD_WITH_STATE_FORM.match(key, size - 1)) and key[: size - 1] in _read_names()


def _is_part_of_longer_name(text: str, end: int, rest: str) -> bool:
    joined = text[end:] == rest
    if joined and _LATIN.match(text[end - 1]):
        return bool(_LATIN.match(rest))
    if joined and _KATAKANA.match(text[end - 1]):
        return bool(_KATAKANA.match(rest) or _PLACE_WORD.match(rest))
    return bool(_PLACE_WORD.fullmatch(rest))


def _normalise(text: str) -> str:
    """Trim, and make half-width katakana full; everything else stays as written, since the rest is handed back."""
    text = unicodedata.normalize("NFC", text.strip())
    return _HALF_WIDTH.sub(lambda half: unicodedata.normalize("NFKC", half[0]), text)


def _fold_with_ends(text: str) -> tuple[str, list[int]]:
    """Fold a text character by character; say for each character of the key where it ends in the text."""
    folded = [(part, end) for end, character in enumerate(text, 1) for part in _fold_character(character)]
    return "".join(part for part, _ in folded), [end for _, end in folded]


@cache
def _fold_character(character: str) -> str:
    return fold_name(character).casefold()


@cache
def _read_countries() -> dict[str, Country]:
    columns = Country.__struct_fields__
    return {
        row["code"]: Country(**{name: row[name] for name in columns} | {"official_ja": row["official_ja"] or row["ja"]})
        for row in read_rows("countries")
    }


@cache
def _read_names() -> dict[str, Country | None]:
    """Index every name under its key; those in katakana with every state form too, unless that is another's name."""
    countries = _read_countries()
    written: dict[str, Country | None] = dict.fromkeys(map(_fold, _NO_COUNTRIES))
    formed: dict[str, Country | None] = {}
    for row in read_rows("countries"):
        for name in (row["ja"], row["official_ja"] or row["ja"], row["en"], *split_aliases(row["aliases"])):
            written[_fold(name)] = countries[row["code"]]
            if _KATAKANA.match(name[-1]):
                formed |= {_fold(name + form): countries[row["code"]] for form in _STATE_FORMS.split()}
    return _drop_long_marks(formed | written) | formed | written


def _drop_long_marks(names: dict[str, Country | None]) -> dict[str, Country | None]:
    """Give names without ー too, as クエト for クエート, but for those of two characters: ペル, トゴ."""
    shorter = {name.replace("ー", ""): country for name, country in names.items() if "ー" in name}
    return {name: country for name, country in shorter.items() if len(name) > 2}  # noqa: PLR2004


@cache
def _read_codes() -> dict[str, Country]:
    """Index what is too short to begin a longer text with: the codes of ISO 3166-1, and 独 and the like."""
    rows = [(row, get_country(row["code"])) for row in read_rows("countries")]
    return {
        row[column]: country for row, country in rows for column in ("code", "alpha3", "abbreviation") if row[column]
    }


@cache
def _find_longest() -> int:
    return max(map(len, _read_names()))


def _fold(name: str) -> str:
    return _fold_with_ends(name)[0]
