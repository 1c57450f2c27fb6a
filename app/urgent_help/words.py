"""What the lines say in other languages: a file a language beside `lines.toml`, by what is said there in English."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.urgent_help.lines import Line

Words = Mapping[str, Mapping[str, str]]


def read_words(folder: Path) -> dict[str, Words]:
    """By language, and by what of a line it is: `for_whom`, `hours`, `text`, `note`; `emergency` of a country."""
    files = (path for path in folder.glob("*.toml") if path.stem != "lines")
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}


def line_in(words: Words, line: Line) -> Line:
    """The line in these words; what they do not know stands in English."""
    return replace(
        line,
        for_whom=_said(words, "for_whom", line.for_whom),
        hours=_said(words, "hours", line.hours),
        text=line.text and _said(words, "text", line.text),
        note=line.note and _said(words, "note", line.note),
    )


def emergency_in(words: Words, piece: str) -> str:
    """Words between the numbers to call in danger, with the blanks around them."""
    said = piece.strip()
    return piece.replace(said, _said(words, "emergency", said)) if said else piece


def _said(words: Words, what: str, english: str) -> str:
    return words.get(what, {}).get(english, english)
