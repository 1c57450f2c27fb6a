"""Each requirement of the threat model that is met is named by a test that proves it."""

import re

import pytest

from config import ROOT

# Requirement, up to its highest number.
MET = {"AUTH": 16, "FORM": 10, "MAIL": 6, "PRIV": 12, "UPL": 8, "DATA": 7, "API": 9, "WID": 9}
NAMED = {
    f"{kind}-{number}"
    for path in (ROOT / "tests").rglob("test_*.py")
    for kind, number in re.findall(
        r"(AUTH|FORM|MAIL|PRIV|UPL|DATA|API|WID)[-_](\d\d)(?!\d)", path.read_text("utf-8").upper()
    )
}


@pytest.mark.parametrize("requirement", [f"{kind}-{n:02}" for kind, most in MET.items() for n in range(1, most + 1)])
def test_a_test_names_it(requirement: str) -> None:
    assert requirement in NAMED
