"""The patterns of the application as they stand in its source, how each is used, and texts that make bad ones slow."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]  # the library's own reading of a pattern
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tests.house.source import APP, name_of, python_files, tree

METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
# So many different characters of a pattern are put together; more would only be more of the same kind.
_MOST_SIGNS = 7
_OF_CATEGORY = {"SPACE": " ", "DIGIT": "7", "WORD": "w"}


@dataclass(frozen=True)
class Written:
    """A pattern in the source, and by which methods it is asked."""

    path: Path
    line: int
    pattern: str
    flags: int
    methods: frozenset[str]

    @property
    def name(self) -> str:
        return f"{name_of(self.path)}:{self.line}"

    def ask(self, method: str, text: str) -> None:
        compiled = re.compile(self.pattern, self.flags)
        if method in ("sub", "subn"):
            getattr(compiled, method)("", text)
        elif method == "finditer":
            list(compiled.finditer(text))
        else:
            getattr(compiled, method)(text)


def patterns() -> Iterator[Written]:
    """All that are written down; one that is put together from a variable is not (`unwritten`)."""
    for path in python_files(APP):
        uses = _uses(tree(path))
        for node, name in _calls(tree(path)):
            method = node.func.attr  # type: ignore[attr-defined]
            if (text := _text(node)) is None:
                continue
            methods = frozenset({method} if method in METHODS else uses.get(name, METHODS))
            yield Written(path, node.lineno, text, _flags(node), methods)


def unwritten() -> list[str]:
    """Where a pattern is made that cannot be read from the source."""
    return [
        f"{name_of(p)}: {ast.unparse(n)}" for p in python_files(APP) for n, _ in _calls(tree(p)) if _text(n) is None
    ]


def _calls(module: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Calls of `re`, each with the name it is given, if it is."""
    names = {
        id(node.value): ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
        for node in ast.walk(module)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            if of_re and node.func.attr in (*METHODS, "compile"):
                yield node, names.get(id(node), "")


def _uses(module: ast.Module) -> dict[str, set[str]]:
    """By which methods each name is asked in its module."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
            found.setdefault(node.value.id, set()).add(node.attr)
    return found


def _text(call: ast.Call) -> str | None:
    try:
        value = ast.literal_eval(call.args[0])
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _flags(call: ast.Call) -> int:
    named = [part for argument in call.args[1:] for part in ast.walk(argument) if isinstance(part, ast.Attribute)]
    named += [p for k in call.keywords if k.arg == "flags" for p in ast.walk(k.value) if isinstance(p, ast.Attribute)]
    flags = 0
    for part in named:
        if isinstance(part.value, ast.Name) and part.value.id == "re":
            flags |= int(getattr(re, part.attr))
    return flags


def hostile(written: Written, length: int) -> Iterator[str]:
    """Texts of this length made of what the pattern looks for: long runs of it, and an end that it does not expect."""
    signs = list(dict.fromkeys(_signs(parser.parse(written.pattern, written.flags))))[:_MOST_SIGNS] or ["a"]
    units = [*signs, *(a + b for a, b in product(signs, signs) if a != b), "".join(signs)]
    for unit in units:
        run = (unit * (length // len(unit) + 1))[:length]
        yield run
        yield run[:-1] + "\x01"
    for first, second in product(signs, signs):
        yield first * (length // 2) + second * (length // 2)


def _signs(parsed: Any) -> Iterator[str]:
    for kind, value in parsed:
        if kind is sre.LITERAL:
            yield chr(value)
        elif kind in (sre.NOT_LITERAL, sre.ANY):
            yield "~"
        elif kind is sre.IN:
            yield from _of_set(value)
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield from _signs(value[2])
        elif kind is sre.SUBPATTERN:
            yield from _signs(value[3])
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from _signs(branch)


def _of_set(members: Any) -> Iterator[str]:
    """One of a set; of a set of what is not meant, whatever is outside it."""
    if members[0][0] is sre.NEGATE:
        unwanted = re.compile(f"[{re.escape(''.join(_of_set(members[1:])))}]")
        yield next(sign for sign in "a~7 -(" if not unwanted.match(sign))
        return
    for kind, value in members:
        if kind is sre.RANGE:
            yield chr(value[0])
        elif kind is sre.LITERAL:
            yield chr(value)
        elif kind is sre.CATEGORY:
            yield next((sign for name, sign in _OF_CATEGORY.items() if str(value).endswith(f"CATEGORY_{name}")), "~")
