"""Encodings: the bytes of a text file become characters, as Japanese offices have saved them since the 1980s.

In: bytes. Out: :class:`Decoded` text, or ``None`` for what is no text. It knows UTF-8, UTF-16, cp932 (Windows' Shift_JIS),
EUC-JP and ISO-2022-JP, and says whether it had to guess. Bytes that do not fit become U+FFFD: reporting them is the caller's.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple


class Decoded(NamedTuple):
    """A text and the encoding it was read as; ``is_guess`` unless a mark or strict UTF-8 leaves no doubt."""

    text: str
    encoding: str
    is_guess: bool


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY = re.compile("[\ufffd\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_STRAY_SHARE = 0.05
_SAMPLE = 1 << 16  # bytes
_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]")
_JAPANESE = re.compile("[\t\n\r -~\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]")
_VENDOR_PAIR = re.compile(rb"[\xad\xf9-\xfc][\xa1-\xfe]")  # NEC's row 13, and the rows of IBM's kanji as NEC chose them
_SWITCH = re.compile(rb"\x1b(\([BJI]|\$[@B]|\$\(D)")
_raise_bits = bytes(code | 0x80 if 0x21 <= code <= 0x7E else code for code in range(256))  # noqa: PLR2004


def decode(data: bytes) -> Decoded | None:
    """Decode a text file; ``None`` where more than a few characters are none in any encoding.

    >>> decode("日本①".encode("cp932"))
    Decoded(text='日本①', encoding='cp932', is_guess=True)
    >>> decode(bytes.fromhex("efbbbf")).encoding, decode(bytes(range(32)))
    ('utf-8-sig', None)
    """
    mark = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    found = Decoded(data.decode(mark, "replace"), mark, is_guess=False) if mark else _decode_unmarked(data)
    return found if len(_STRAY.findall(found.text)) <= _STRAY_SHARE * len(found.text) else None


def _decode_unmarked(data: bytes) -> Decoded:
    if _SWITCH.search(data) and data.isascii():
        return Decoded(_decode_jis(data), "iso-2022-jp", is_guess=True)
    text = data.decode("utf-8", "replace")
    if _is_utf8(text):
        return Decoded(text, "utf-8", is_guess=False)
    name = _guess_wide(data) or _guess_legacy(data)
    return Decoded(data.decode(name, "koryu"), name, is_guess=True)


def _guess_wide(data: bytes) -> str | None:
    """Guess UTF-16 without a mark. Any bytes are letters of some script in it: only what is plainly Japanese counts."""
    names = ("utf-16-le", "utf-16-be") if b"\0" in data else ()
    oddities = {name: _measure_oddity(data[:_SAMPLE].decode(name, "koryu")) for name in names}
    return next((name for name in names if oddities[name] <= _STRAY_SHARE), None)


def _guess_legacy(data: bytes) -> str:
    """Guess by the lines that are not ASCII: a few thousand of them tell as much as the whole file."""
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    return min(("cp932", "euc-jp"), key=lambda name: _measure_oddity(sample.decode(name, "koryu")))


def _is_utf8(text: str) -> bool:
    """Say whether UTF-8 fits but for a few stray bytes; in another encoding hardly a character beyond ASCII would be whole."""
    strays, beyond = text.count("\ufffd"), sum(not sign.isascii() for sign in text)
    return 2 * strays <= beyond - strays and len(_STRAY.findall(text)) <= _STRAY_SHARE * len(text)


def _measure_oddity(text: str) -> float:
    """Say how little a text looks like Japanese: EUC-JP read as cp932 is half-width kana and strays, for one."""
    odd = len(text) - len(_JAPANESE.findall(text))
    return (odd + 9 * len(_STRAY.findall(text)) + len(_HALF_WIDTH_KANA.findall(text))) / max(len(text), 1)


def _decode_jis(data: bytes) -> str:
    """Decode ISO-2022-JP by way of EUC-JP, which has the same characters in eight bits."""
    ascii_bytes, *switched = _SWITCH.split(data)
    parts = [ascii_bytes, *map(_to_euc, switched[::2], switched[1::2])]
    return b"".join(parts).decode("euc-jp", "koryu")


def _to_euc(switch: bytes, segment: bytes) -> bytes:
    match switch:
        case b"(B" | b"(J":
            return segment
        case b"(I":
            return re.sub(rb"[\x21-\x5f]", lambda kana: b"\x8e" + kana[0].translate(_raise_bits), segment)
        case b"$(D":
            return re.sub(rb"[\x21-\x7e]{2}", lambda pair: b"\x8f" + pair[0].translate(_raise_bits), segment)
        case _:
            return segment.translate(_raise_bits)


def _mend(error: UnicodeError) -> tuple[str, int]:
    """Stand in for bytes that do not fit; what Windows writes into EUC-JP beyond the standard (①, ㈱) is read as in cp932."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if error.encoding == "euc_jp" and _VENDOR_PAIR.fullmatch(pair):
        text = _to_cp932(pair).decode("cp932", "replace")
        if text != "\ufffd":
            return text, error.start + 2
    return "\ufffd", error.end


def _to_cp932(pair: bytes) -> bytes:
    """Turn a pair of EUC-JP into the pair of Shift_JIS with the same row and cell."""
    row, cell = pair[0] - 0xA0, pair[1] - 0xA0
    lead = (row - 1) // 2 + 0x81
    trail = cell + 0x9E if row % 2 == 0 else cell + 0x3F + (cell >= 0x40)  # noqa: PLR2004  (0x7F is no trail byte)
    return bytes((lead + 0x40 * (lead >= 0xA0), trail))  # noqa: PLR2004  (half-width kana lie between)


codecs.register_error("koryu", _mend)
