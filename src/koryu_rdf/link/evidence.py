"""Evidence: what speaks for and against an item being a subject, each piece a sentence that a clerk can check.

In: a subject, an item, and what is known around them. Out: :class:`Evidence`. Nothing is added up or decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from koryu_rdf.link.circumstances import weigh_circumstances
from koryu_rdf.link.items import ABOLISHED, COUNTRY, ISO_CODE, JAPANESE_CODE, TWIN, Atlas, Item
from koryu_rdf.link.kinds import CITY, REGION, Fit, judge_kind, name_kind
from koryu_rdf.link.names import Sameness, compare_names, match_names, measure_likeness
from koryu_rdf.link.pieces import Evidence, Surroundings, Verdict
from koryu_rdf.link.register import find_registered_code
from koryu_rdf.link.search import name_iso_code
from koryu_rdf.link.subjects import Subject
from koryu_rdf.subdivisions import find_subdivision_name

FAR_KM = 60
"""Two coordinates of one city lie nearer to each other than this."""


def weigh(subject: Subject, item: Item, around: Surroundings) -> tuple[Evidence, ...]:
    """Gather the evidence on one item, in the order of the questions a clerk would ask."""
    return tuple(_gather(subject, item, around))


def _gather(subject: Subject, item: Item, around: Surroundings) -> Iterator[Evidence]:
    name = _weigh_name(subject, item)
    yield name
    yield _weigh_country(subject, item, around)
    yield _weigh_kind(subject, item)
    for found in (
        _weigh_code(subject, item),
        _weigh_twin(subject, item, around),
        _weigh_register(subject, item) if name.verdict == "for" else None,
        _weigh_parent(subject, item, around.atlas),
        _weigh_abolition(subject, item),
        _weigh_mixture(item),
        *weigh_circumstances(subject, item, around),
    ):
        if found:
            yield found


_NAME_VERDICTS: Mapping[Sameness, tuple[Verdict, str]] = {
    Sameness.EXACT: ("for", "name-same"),
    Sameness.SPELLING: ("for", "name-spelling"),
    Sameness.LOOSE: ("weak", "name-loose"),
    Sameness.SOUND: ("weak", "name-sound"),
    Sameness.ALIKE: ("weak", "name-alike"),
    Sameness.NONE: ("against", "name-different"),
}


def _weigh_name(subject: Subject, item: Item) -> Evidence:
    match = match_names(subject, item)
    verdict, sentence = _NAME_VERDICTS[match.sameness]
    slots = {
        "theirs": match.theirs,
        "ours": match.ours,
        "likeness": f"{measure_likeness((match.ours,), match.theirs):.2f}",
    }
    return Evidence("name", verdict, sentence, slots)


def _weigh_country(subject: Subject, item: Item, around: Surroundings) -> Evidence:
    wanted, countries = around.countries.get(subject.country or ""), item.get(COUNTRY)
    names = "・".join(around.atlas.name(country, "ja") for country in countries)
    if subject.level == "country":
        return Evidence("country", "unknown", "country-itself", {})
    if not wanted:
        return Evidence("country", "unknown", "country-not-written", {"country": names or "?"})
    if not countries:
        return Evidence("country", "unknown", "country-not-known", {})
    here = wanted in countries
    return Evidence(
        "country", "for" if here else "against", "country-same" if here else "country-other", {"country": names}
    )


_KIND_VERDICTS: Mapping[Fit, Verdict] = {
    Fit.CLEAR: "for",
    Fit.VAGUE: "weak",
    Fit.UNKNOWN: "unknown",
    Fit.WRONG: "against",
}


def _weigh_kind(subject: Subject, item: Item) -> Evidence:
    verdict = _KIND_VERDICTS[judge_kind(subject, item)]
    return Evidence("kind", verdict, f"kind-{verdict}", {"kind": name_kind(item)})


def _weigh_code(subject: Subject, item: Item) -> Evidence | None:
    if not subject.code:
        return None
    iso = name_iso_code(subject.code)
    wanted = {subject.code, *([iso] if iso else [])}
    codes = (*item.get(JAPANESE_CODE), *item.get(ISO_CODE))
    if not codes:
        return Evidence("code", "unknown", "code-not-known", {"code": subject.code})
    agreed = wanted & set(codes)
    shown = min(agreed) if agreed else codes[0]
    return Evidence("code", "for" if agreed else "against", "code-same" if agreed else "code-other", {"code": shown})


def _weigh_twin(subject: Subject, item: Item, around: Surroundings) -> Evidence | None:
    for partner in subject.partners:
        linked = around.linked.get(partner)
        other = around.atlas.items.get(linked or "")
        if linked and (linked in item.get(TWIN) or (other and item.id in other.get(TWIN))):
            return Evidence("twin", "for", "twin-same", {"partner": around.atlas.name(linked, "ja")})
    return None


def _weigh_register(subject: Subject, item: Item) -> Evidence | None:
    """Look for the item in the list of first-level units, which others keep."""
    code = find_registered_code(subject, item) if subject.country != "JP" else None
    slots = {"code": code or "", "name": find_subdivision_name(code or "") or ""}
    return Evidence("register", "for", "register-same", slots) if code else None


def _weigh_parent(subject: Subject, item: Item, atlas: Atlas) -> Evidence | None:
    if not subject.regions or subject.code:
        return None
    region = subject.regions[0]
    units = atlas.list_units_above(item)
    if not units:
        return Evidence("parent", "unknown", "parent-not-known", {"region": region})
    for unit in units:
        if any(_is_named(unit, name) for name in subject.regions):
            return Evidence("parent", "for", "parent-same", {"region": atlas.name(unit.id, "ja")})
    names = "・".join(atlas.name(unit.id, "ja") for unit in units)
    verdict: Verdict = "against" if subject.region_is_written else "unknown"
    return Evidence("parent", verdict, "parent-other", {"region": region, "theirs": names})


def _is_named(unit: Item, name: str) -> bool:
    return any(compare_names(name, theirs.text) >= Sameness.SPELLING for theirs in unit.names)


def _weigh_abolition(subject: Subject, item: Item) -> Evidence | None:
    dates = [date for date in item.get(ABOLISHED) if date[:4].isdigit()]
    if not dates:
        return None
    before = bool(subject.since) and min(dates)[: len(subject.since or "")] < (subject.since or "")
    sentence = "abolished-before" if before else "abolished-later"
    return Evidence("abolished", "against" if before else "weak", sentence, {"date": min(dates)[:10]})


def _weigh_mixture(item: Item) -> Evidence | None:
    """Notice an item that mixes places: a city has not two coordinates far from each other."""
    points = [] if set(item.get("P31")) & REGION and not set(item.get("P31")) & CITY else item.points
    distance = max((one.measure_km(other) for one in points for other in points), default=0)
    if distance < FAR_KM:
        return None
    return Evidence("mixed", "against", "mixed-coordinates", {"distance": f"{distance:.0f}"})
