"""Encodings: every one that offices use comes back as the same text, and what is no text is told apart."""

from __future__ import annotations

import random

import pytest

from koryu_rdf.encodings import decode

LIST = "番号,締結日,自治体名,相手都市\r\n1,平成18年11月2日,三重県津市,江蘇省鎮江市\r\n2,令和元年5月1日,佐賀県有田町,リモージュ市\r\n"
MOSTLY_LATIN = "no,url,name\n" + "1,https://www.city.example.jp/kokusai/index.html,津市\n" * 20


@pytest.mark.parametrize("text", [LIST, MOSTLY_LATIN], ids=["list", "mostly-latin"])
@pytest.mark.parametrize(
    ("written_as", "found", "is_guess"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8-sig", False),
        ("utf-16", "utf-16", False),
        ("cp932", "cp932", True),
        ("shift_jis", "cp932", True),
        ("euc_jp", "euc-jp", True),
        ("iso2022_jp", "iso-2022-jp", True),
        ("utf-16-le", "utf-16-le", True),
        ("utf-16-be", "utf-16-be", True),
    ],
)
def test_an_encoding_comes_back(text: str, written_as: str, found: str, is_guess: bool) -> None:
    assert decode(text.encode(written_as)) == (text, found, is_guess)


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_leaves_no_doubt(mark: str) -> None:
    decoded = decode(("\ufeff" + LIST).encode(mark))
    assert decoded
    assert (decoded.text, decoded.is_guess) == (LIST, False)


def test_latin_letters_alone_are_utf8() -> None:
    assert decode(b"no,name\r\n1,Tsu\r\n") == ("no,name\r\n1,Tsu\r\n", "utf-8", False)
    assert decode(b"") == ("", "utf-8", False)


# ①㈱ in Windows' own EUC-JP: row 13, cells 1 and 74; 髙, which JIS X 0208 lacks: row 92, cell 66.
def test_vendor_characters_in_euc_jp() -> None:
    data = "協定".encode("euc_jp") + bytes.fromhex("ada1adeafce2") + "津市".encode("euc_jp")
    assert decode(data) == ("協定①㈱髙津市", "euc-jp", True)


def test_vendor_characters_and_half_width_kana_in_iso_2022_jp() -> None:
    data = (
        b"\x1b$B"
        + bytes.fromhex("2d21")
        + b"\x1b(I"
        + bytes.fromhex("3645")
        + b"\x1b(J,\x1b$B"
        + bytes.fromhex("4445")
        + b"\x1b(B"
    )
    assert decode(data) == ("①ｶﾅ,津", "iso-2022-jp", True)


def test_supplementary_kanji() -> None:
    assert decode("協定の丂".encode("euc_jp")) == ("協定の丂", "euc-jp", True)
    assert decode("協定の丂".encode("iso2022_jp_ext")) == ("協定の丂", "iso-2022-jp", True)


def test_a_stray_byte_does_not_make_another_encoding() -> None:
    for encoding in ("utf-8", "cp932", "euc_jp"):
        decoded = decode(LIST.encode(encoding) + b"\xff\r\n" + "終わり".encode(encoding))
        assert decoded
        assert decoded.text.startswith(LIST)
        assert decoded.text.endswith("終わり")
        assert decoded.text.count("\ufffd") + decoded.text.count("\uf8f3") == 1  # cp932 has a private character at 0xFF


def test_a_file_cut_in_the_middle_of_a_character() -> None:
    for encoding, length in (("utf-8", -1), ("cp932", -1), ("euc_jp", -1), ("utf-16", -1)):
        decoded = decode((LIST + "津").encode(encoding)[:length])
        assert decoded
        assert decoded.text.startswith(LIST)


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_no_text(seed: int) -> None:
    assert decode(random.Random(seed).randbytes(3000)) is None
