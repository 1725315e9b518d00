"""The same data give the same results in pyshacl and in Apache Jena, which share no code; advice included.

Of each result the focus, path, value, constraint component, shape and severity are compared: for every case, for good
data in which everything also has an odd value, and for the bundled data.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

import koryu_rdf
from koryu_rdf.assets import get_folder
from koryu_rdf.check import Report, check
from koryu_rdf.namespaces import PREFIXES, XSD

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.ttl"))

# SHACL 4.4.2 gives such a result no value; Jena puts one of the texts there.
WITHOUT_VALUE = f"<{PREFIXES['sh']}UniqueLangConstraintComponent>"

ODD_VALUES = {
    "empty": '""',
    "backslashes": r'"\\1 \\g<9> {?this} {$value}"',
    "japanese": '"日"@ja',
    "no-integer": f'"x"^^<{XSD}integer>',
    "negative": f'"-5"^^<{XSD}integer>',
    "no-day": f'"2011-02-30"^^<{XSD}date>',
    "iri": "<urn:unknown>",
    "blank": "_:blank",
}

Findings = set[tuple[str, ...]]


def get_name(case: Path) -> str:
    return f"{case.parent.name}-{case.stem}"


def add_everywhere(value: str, data: bytes) -> bytes:
    """Give everything that the data states, but for types, once more with that value."""
    lines = [line for line in data.decode().splitlines() if line]
    odd = [" ".join([*line.split(" ")[:2], value, "."]) for line in lines if "#type>" not in line]
    return "\n".join([*lines, *odd, ""]).encode()


def collect(report: Report) -> Findings:
    return {
        level(
            *(token or "" for token in (one.focus, one.path, one.value, one.component, one.source_shape, one.severity))
        )
        for one in report.results
    }


def level(focus: str, path: str, value: str, component: str, *rest: str) -> tuple[str, ...]:
    return (focus, path, "" if component == WITHOUT_VALUE else value, component, *rest)


@pytest.fixture(scope="module")
def bundled() -> bytes:
    stream = io.BytesIO()
    koryu_rdf.write(koryu_rdf.lift(koryu_rdf.read(get_folder("records"))), stream, suffix=".nt")
    return stream.getvalue()


@pytest.fixture(scope="module")
def odd(merge_case: Callable[[Path], bytes]) -> dict[str, bytes]:
    good = merge_case(HERE / "agreement" / "valid-base.ttl")
    return {name: add_everywhere(value, good) for name, value in ODD_VALUES.items()}


@pytest.fixture(scope="module")
def jena(
    run_java: Callable[..., str],
    merge_case: Callable[[Path], bytes],
    odd: dict[str, bytes],
    bundled: bytes,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Findings]:
    """What Jena finds in each file, all of them in one run of Java."""
    folder = tmp_path_factory.mktemp("cases")
    cases = {get_name(case): merge_case(case) for case in CASES}
    for name, data in {**cases, **odd, "bundled": bundled}.items():
        (folder / f"{name}.nt").write_bytes(data)
    found: dict[str, Findings] = {path.stem: set() for path in folder.iterdir()}
    for line in run_java("jena", "Shacl", get_folder("shapes"), folder).splitlines():
        file, *finding = line.split("\t")
        found[file.removesuffix(".nt")].add(level(*finding))
    return found


def test_there_is_a_comparison_for_every_case(jena: dict[str, Findings]) -> None:
    assert len(jena) == len(CASES) + len(ODD_VALUES) + 1 > 300


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_both_engines_find_the_same(
    case: Path, jena: dict[str, Findings], check_case: Callable[[Path], Report]
) -> None:
    assert jena[get_name(case)] == collect(check_case(case))


@pytest.mark.parametrize("name", ODD_VALUES)
def test_both_engines_find_the_same_in_odd_data(name: str, jena: dict[str, Findings], odd: dict[str, bytes]) -> None:
    findings = collect(check(odd[name], advice=True))
    assert len(findings) > 200
    assert jena[name] == findings


def test_both_engines_find_the_same_in_the_bundled_data(jena: dict[str, Findings], bundled: bytes) -> None:
    findings = collect(check(bundled, advice=True))
    assert findings
    assert jena["bundled"] == findings
