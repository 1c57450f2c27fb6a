"""The report says what was done and why, in words that cannot steer a terminal."""

import json
from collections.abc import Callable
from pathlib import Path

from app.exchange.report import as_data, as_text
from tests.exchange.conftest import DATA, Imports


def test_the_text_counts_and_explains(imports: Imports) -> None:
    text = as_text(imports.plan("ny-omh", DATA / "ny_omh.csv"), applied=False)
    assert "read                6 lines" in text
    assert "would create        4 services" in text
    assert "line 2 (River Trust: River House)" in text
    assert "a placeholder point, shared by services of different places, dropped" in text
    assert text.endswith("Nothing has been changed. Add --apply to do it.")


def test_an_applied_report_speaks_in_the_past(imports: Imports) -> None:
    text = as_text(imports.apply("samhsa", DATA / "samhsa.csv"), applied=True)
    assert "created             3 services" in text
    assert "would" not in text


def test_values_without_words_are_counted(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    content = (DATA / "findtreatment.json").read_text(encoding="utf-8")
    path.write_text(content.replace("Private health insurance", "Barter"), encoding="utf-8")
    assert imports.plan("findtreatment", path).left_out["services:pay: Barter"] >= 1


def test_the_data_holds_every_repair_with_its_line(imports: Imports) -> None:
    data = json.loads(json.dumps(as_data(imports.plan("samhsa", DATA / "samhsa.csv"))))
    zips = [(r["line"], r["before"], r["after"]) for r in data["repaired"] if "ZIP" in r["what"]]
    assert zips == [(2, "6708", "06708"), (3, "6708", "06708"), (4, "2108", "02108")]


def test_a_report_cannot_steer_a_terminal(imports: Imports, table: Callable[..., Path]) -> None:
    text = as_text(imports.plan("csv", table("name", "Open \x1b[31m Door\u202e")), applied=False)
    assert not set(text) & {"\x1b", "\u202e"}
