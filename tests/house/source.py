"""The project's own files, as the laws of the house see them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from config import ROOT

APP = ROOT / "app"


def python_files(*folders: Path) -> list[Path]:
    """Every Python file of these folders, and the two at the top."""
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return [*files, ROOT / "config.py", ROOT / "wsgi.py"]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def folder_of(path: Path) -> str:
    """The folder of `app/` a file belongs to; empty for files beside them."""
    parts = path.relative_to(APP).parts
    return parts[0] if len(parts) > 1 else ""


def imports(path: Path) -> Iterator[str]:
    """The dotted names a file imports, `from a import b` as `a.b`, relative ones made absolute."""
    package = ["app", *path.relative_to(APP).parts[:-1]] if path.is_relative_to(APP) else []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    """How a test names a file."""
    return path.relative_to(ROOT).as_posix()
