"""Invented records for the benchmarks: as many as wanted, the same ones every time, in the proportions of real surveys.

In: how many, and a seed. Out: agreements with 1 to 3 Japanese parties out of some 1,700 municipalities and 1 to 13 overseas ones out of
1,800 invented places in 60 countries, Japanese prose of 100 to 600 characters, and about 50 triples each. Places follow a long tail:
few of them sign often, most of them seldom. A contact belongs to the first Japanese party, so it recurs as often as that does.

    python -m benchmarks.records 10000 > records.jsonl
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from koryu_rdf.codelists import get_code_list
from koryu_rdf.countries import find_country_by_code
from koryu_rdf.local_governments import LocalGovernment, find_local_governments
from koryu_rdf.model import (
    Agreement,
    Contact,
    Event,
    JapaneseParty,
    OverseasParty,
    PartialDate,
    Phrase,
    Result,
    Source,
    WebPage,
    WrittenDate,
    to_json,
)
from koryu_rdf.tables import read_rows

SEED = 20261125
SURVEY = "synthetic-2026"
_PLACES = 1_800
_FIRST, _DAYS = date(1965, 1, 1), 22_000
_COUNTRIES = (
    "CN KR US TW VN TH PH ID IN MY SG AU NZ FR DE IT ES GB NL BE AT CH SE FI DK NO PL CZ HU RO BG GR PT RU UA KZ MN TR"
    " EG ZA KE NG GH ET BR AR CL PE CO MX CA CU AE SA IL IR NP LK BD KH"
).split()
_SYLLABLES = "ア イ ウ エ オ カ キ ク コ サ シ ス タ テ ト ナ ニ ノ バ ビ ブ マ ミ ラ リ ル レ ロ ワ ン".split()
_SUBJECTS = "両市は 代表団が 市民団体が 港湾部局が 商工会議所が 高校生の一行が 若手の職員が 専門家の一団が".split()
_OBJECTS = "環境技術を 伝統工芸を 観光の情報を 下水道の運営を 防災の仕組みを 食品の販路を 日本語の学び方を 水素の活用を".split()
_VERBS = "互いに紹介し合った。 共同で調べている。 現地で学んだ。 見本市に出展した。 毎年の会合で話し合う。 研修に取り入れた。".split()


class Generator:
    """Draws records from one seed."""

    def __init__(self, seed: int = SEED) -> None:
        self._random = random.Random(seed)  # noqa: S311  (nothing secret)
        self._municipalities = _list_municipalities()
        self._random.shuffle(self._municipalities)
        self._partners = [self._invent_place(number) for number in range(_PLACES)]
        self._kinds = [code for code in get_code_list("agreement-kinds") if code != "other"]
        self._fields = list(get_code_list("fields"))
        self._event_kinds, self._result_kinds = list(get_code_list("event-kinds")), list(get_code_list("result-kinds"))
        self._tails = [
            list(accumulate(1 / (n + 10) for n in range(size))) for size in (len(self._municipalities), _PLACES)
        ]

    def make_records(self, count: int) -> Iterator[Agreement]:
        """Make records numbered from 1."""
        return (self._make_record(number) for number in range(1, count + 1))

    def _make_record(self, number: int) -> Agreement:
        draw = self._random
        japanese = self._draw_japanese(draw.choices((1, 2, 3), (85, 11, 4))[0])
        overseas = self._draw_overseas(draw.choices((1, 2, 3, 8, 13), (80, 10, 5, 3, 2))[0])
        fields = tuple(draw.sample(self._fields, draw.choices((1, 2, 3), (6, 3, 1))[0]))
        day = (_FIRST + timedelta(days=draw.randrange(_DAYS))).isoformat()
        url = f"https://www.example.jp/exchange/{number}.html"
        return Agreement(
            id=f"{SURVEY}/{number}",
            survey=SURVEY,
            number=number,
            title=f"{japanese[0].municipality}と{overseas[0].locality}との{draw.choice(('交流', '協力', '経済交流'))}に関する覚書",
            kind=draw.choice(self._kinds),
            fields=fields,
            dates=(WrittenDate(day, "day", "signed", day),),
            japanese_parties=japanese,
            overseas_parties=overseas,
            background=self._write_prose(),
            activities=self._write_prose(),
            outcomes=self._write_prose() if draw.random() < 0.6 else None,  # noqa: PLR2004
            web_pages=(WebPage(url),) if draw.random() < 0.5 else (),  # noqa: PLR2004
            events=tuple(
                self._invent_event(japanese[0], overseas[0]) for _ in range(draw.choices((0, 1, 2), (4, 4, 2))[0])
            ),
            results=self._invent_results(),
            contact=_invent_contact(japanese[0].code or ""),
            source=Source("synthetic.txt", number * 30, number * 30 + 29),
        )

    def _draw_japanese(self, count: int) -> tuple[JapaneseParty, ...]:
        drawn = self._random.choices(self._municipalities, cum_weights=self._tails[0], k=count)
        return tuple(
            JapaneseParty(place.full_name, "municipality", place.prefecture, place.municipality, place.code)
            for place in dict.fromkeys(drawn)
        )

    def _draw_overseas(self, count: int) -> tuple[OverseasParty, ...]:
        return tuple(dict.fromkeys(self._random.choices(self._partners, cum_weights=self._tails[1], k=count)))

    def _invent_place(self, number: int) -> OverseasParty:
        code = self._random.choices(_COUNTRIES, [1 / (n + 3) for n in range(len(_COUNTRIES))])[0]
        country = find_country_by_code(code)
        name = (
            "".join(self._random.choices(_SYLLABLES, k=self._random.randrange(3, 7))) + _SYLLABLES[number % 30] + "市"
        )
        return OverseasParty(f"{country.ja if country else code}{name}", "municipality", code, None, name)

    def _invent_event(self, host: JapaneseParty, guest: OverseasParty) -> Event:
        day = (_FIRST + timedelta(days=self._random.randrange(_DAYS))).isoformat()
        return Event(
            kind=self._random.choice(self._event_kinds),
            title=Phrase(f"{guest.locality}の{self._random.choice(('代表団', '技術者', '高校生'))}の来訪", "A visit"),
            start=PartialDate(day, "day"),
            place=Phrase(host.municipality or host.name),
            hosts=(host.name,),
            guests=(guest.name,),
            head_count=self._random.randrange(2, 60),
            section=4,
        )

    def _invent_results(self) -> tuple[Result, ...]:
        if self._random.random() < 0.7:  # noqa: PLR2004
            return ()
        count = self._random.randrange(1, 500)
        return (
            Result(
                kind=self._random.choice(self._result_kinds), description=Phrase(f"{count}件"), count=count, section=5
            ),
        )

    def _write_prose(self) -> str:
        length, text = self._random.randrange(100, 600), ""
        while len(text) < length:
            text += "".join(map(self._random.choice, (_SUBJECTS, _OBJECTS, _VERBS)))
        return text


def _invent_contact(code: str) -> Contact:
    return Contact("企画部 国際交流課", f"03-3000-{int(code[1:5]):04}", f"kokusai@c{code}.example.jp")


def _list_municipalities() -> list[LocalGovernment]:
    names = [(row["name"], row["prefecture"]) for row in read_rows("local-governments") if row["name"]]
    return [place for name, prefecture in names for place in find_local_governments(name, prefecture)]


if __name__ == "__main__":
    sys.stdout.buffer.writelines(to_json(record) + b"\n" for record in Generator().make_records(int(sys.argv[1])))
