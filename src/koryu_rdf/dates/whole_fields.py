"""Fields that hold no date in the usual sense, as a whole: nothing, 未定, ####, a bare year, a spreadsheet's number.

In: the text of a date field. Out: the date it holds, or why it holds none; ``None`` where it is no such field.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from koryu_rdf.dates.eras import ERAS, LETTERS
from koryu_rdf.dates.mentions import DateText, Mention, make_date_text, match_mention
from koryu_rdf.dates.serials import from_serial
from koryu_rdf.dates.styles import Finding, find
from koryu_rdf.dates.western import refuse_six_digits

_FIRST_YEAR, _LAST_YEAR = 1945, 2100  # of serial numbers; a number outside is more likely another number


def read_whole_field(text: DateText) -> Mention | None:
    """Read a field that is no more than one of the forms known here."""
    folded = text.folded.strip()
    read = next((read for form, read in _FORMS if form.fullmatch(folded)), None)
    if read is None:
        return None
    mention = read(folded)
    return mention._replace(start=0, end=len(text.written))


def _refuse(finding: Finding) -> Mention:
    return Mention(0, 0, None, (finding,))


def _read_serial(folded: str) -> Mention:
    day = from_serial(float(folded))
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return _refuse(find("date-unreadable"))
    return Mention(0, 0, day.isoformat(), (find("date-serial", day=day),))


def _read_bare_year(folded: str) -> Mention:
    """Read ``2011``, ``平成23`` or ``H23``: a year without 年."""
    return match_mention(make_date_text(f"{folded}年"), 0) or _refuse(find("date-unreadable"))


_NOTHING = "[-ー]{1,9}|該当な?無?し|なし|無し?|n/?a|none"
_UNKNOWN = r"\(?(?:(?:締結|提携|調印)?(?:年?月)?日[はが]?)?(?:未定|不明|不詳|未詳|未確認)\)?|[?]{1,9}|unknown|tb[ad]"
_BARE_YEAR = rf"(?:西暦)?(?:1[89]|20)[0-9]{{2}}|(?:{'|'.join(ERAS)}|[{LETTERS}])\s?(?:元|[0-9]{{1,2}})"
_FORMS: list[tuple[re.Pattern[str], Callable[[str], Mention]]] = [
    (re.compile(_NOTHING, re.IGNORECASE), lambda _: _refuse(find("date-missing"))),
    (re.compile(_UNKNOWN, re.IGNORECASE), lambda _: _refuse(find("date-unknown"))),
    (re.compile("#{2,255}"), lambda _: _refuse(find("date-not-shown"))),
    (re.compile(r"[0-9]{5}(?:\.[0-9]{1,15})?"), _read_serial),
    (re.compile(_BARE_YEAR), _read_bare_year),
    (re.compile("[0-9]{6}"), lambda folded: _refuse(refuse_six_digits(folded))),
]
