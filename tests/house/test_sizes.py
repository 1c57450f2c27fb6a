"""Nothing grows beyond what a person reads at one go."""

import ast
from pathlib import Path

import pytest

from config import ROOT
from tests.house.source import APP, name_of, python_files, tree

FILE, FUNCTION, VIEW, TEMPLATE = 300, 45, 30, 150
PYTHON = python_files(APP, ROOT / "tests", ROOT / "seeds")
TEMPLATES = sorted((APP / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_functions_are_short(path: Path) -> None:
    most = VIEW if path.name == "views.py" or path.parent.name == "views" else FUNCTION
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno + 1 > most]
    assert long == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= TEMPLATE
