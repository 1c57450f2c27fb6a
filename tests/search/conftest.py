"""The fixed cases, worked out once in a run."""

import pytest

from tests.search import fixed


@pytest.fixture(scope="session")
def fixed_cases() -> dict[tuple[int, str], fixed.Case]:
    """By size and order."""
    return {(size, order): fixed.case(size, order) for size in fixed.SIZES for order in fixed.ORDERS}
