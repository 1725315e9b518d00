"""The API keeps to its description: requests that Schemathesis makes up out of it, right and wrong ones."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.serve.service import Service

from koryu_rdf.query import list_queries

PATHS = ["/sparql", "/graphs", "/health", *(f"/queries/{saved.name}" for saved in list_queries())]
OPERATIONS = [*((path, "GET") for path in PATHS), ("/sparql", "POST")]
OWN_RULES = ("/sparql", "/graphs")  # a query has a grammar, and a graph two ways to be named: OpenAPI can say neither
CASES = [
    (path, method, mode)
    for path, method in OPERATIONS
    for mode in GenerationMode
    if (path, mode) != ("/health", GenerationMode.NEGATIVE)
]


@pytest.fixture(scope="module")
def described(site: Service) -> BaseSchema:
    """What the running service says of itself."""
    return schemathesis.openapi.from_url(f"{site.url}openapi.json")


def test_every_operation_is_tried(described: BaseSchema) -> None:
    operations = [one.ok() for one in described.get_all_operations() if isinstance(one, Ok)]
    found = {(operation.path, operation.method.upper()) for operation in operations}
    assert found == set(OPERATIONS)


@pytest.mark.parametrize(("path", "method", "mode"), CASES)
def test_the_api_keeps_to_its_description(
    described: BaseSchema, site: Service, path: str, method: str, mode: GenerationMode
) -> None:
    @settings(max_examples=3, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def try_it(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(
            base_url=site.url, excluded_checks=[positive_data_acceptance] if path in OWN_RULES else []
        )

    try_it()
