"""The compiled checks find in every case what pyshacl finds: focus, path, value, component, shape, severity and message."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.check.reference import ask_pyshacl

from koryu_rdf.check.compile import compile_bundled_shapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from koryu_rdf.check import Report

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.ttl"))
SHARES = 12


def test_no_bundled_shape_is_left_to_pyshacl() -> None:
    plan = compile_bundled_shapes(advice=True)
    assert plan.left == {}
    assert len(plan.by_class) > 15
    assert len(plan.rules) > 10


@pytest.mark.parametrize("share", range(SHARES))
def test_results_are_those_of_pyshacl(
    share: int, merge_case: Callable[[Path], bytes], check_case: Callable[[Path], Report]
) -> None:
    files = FILES[share::SHARES]
    assert len(files) > 20
    for path in files:
        assert set(check_case(path).results) == ask_pyshacl(merge_case(path)), path
