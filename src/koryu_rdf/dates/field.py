"""A date field: every date in it, what each is, and what stands beside.

In: the text of the field. Out: :class:`~koryu_rdf.model.WrittenDate` values, each with its precision, its role and its own
characters. What is impossible or contradicts itself is reported and left out, never mended.
"""

from __future__ import annotations

from koryu_rdf.dates.additions import take_additions
from koryu_rdf.dates.iso import PRECISIONS
from koryu_rdf.dates.mentions import DateText, Mention, find_mention, make_date_text
from koryu_rdf.dates.roles import find_role, is_remark, match_label
from koryu_rdf.dates.whole_fields import read_whole_field
from koryu_rdf.model import DateRole, WrittenDate
from koryu_rdf.problems import Report


def parse_dates(text: str, report: Report) -> list[WrittenDate]:
    """Read every date of a date field, in the order written.

    A date without a label is the signing when it is the first, else ``unlabelled``: nothing says that it is a renewal.
    The end of a range is reported and left out. Every code that begins with ``date-`` may be reported.

    >>> [(d.value, d.role) for d in parse_dates("平成18（2006）年11月2日（※更新：平成23（2011）年10月17日）", print)]
    [('2006-11-02', 'signed'), ('2011-10-17', 'renewed')]
    >>> parse_dates("昭和56年", print)[0].precision
    'year'
    """
    field = make_date_text(text)
    whole = read_whole_field(field)
    return _write(whole, "signed", field, report) if whole else _read_mentions(field, report)


def _read_mentions(text: DateText, report: Report) -> list[WrittenDate]:
    written: list[WrittenDate] = []
    position = 0
    while found := find_mention(text, position):
        mention = take_additions(found, text)
        _report_remark(text, position, mention.start, report)
        label = match_label(text.folded, mention.end)
        before = text.folded[position : mention.start]
        role = find_role(label[0] if label else before) or ("unlabelled" if position else "signed")
        written += _write(mention, role, text, report)
        position = label.end() if label else mention.end
    if position:
        _report_remark(text, position, len(text.written), report)
    else:
        report("date-unreadable", field="dates", value=text.written)
    return written


def _report_remark(text: DateText, start: int, end: int, report: Report) -> None:
    """Report what stands beside the dates, but for the words that say what a date is."""
    if is_remark(text.folded[start:end]):
        report("date-remark", field="dates", value=text.written[start:end].strip())


def _write(mention: Mention, role: DateRole, text: DateText, report: Report) -> list[WrittenDate]:
    """Report what was found of a date; gives the date, if it has a value."""
    as_written = text.written[mention.start : mention.end].strip()
    for code, slots in mention.findings:
        report(code, field="dates", value=as_written, **slots)
    if not mention.value:
        return []
    if role == "unlabelled":
        report("date-unlabelled", field="dates", value=as_written)
    return [WrittenDate(mention.value, PRECISIONS[len(mention.value)], role, as_written)]
