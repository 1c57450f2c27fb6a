"""The safety page: how to look without being seen, in each language that has words for it.

Read from `seeds/safety/<locale>.toml`: whole pages written by people who speak the language, because a frightened
reader must not meet a page that is half in another. A language without a file gets English.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, current_app, request

from app.finder.urgent import CountryView, lines_against_abuse
from app.plumbing.locale import text_direction
from app.plumbing.words import gettext as _

FALLBACK = "en"
# What each page speaks of, in this order.
SECTIONS = ("kept", "leave", "history", "private", "watched", "mail", "letters", "call")
# What is filled in with the words that stand elsewhere on this site, so that a reader finds them there.
SLOTS = frozenset({"site", "leave", "elsewhere", "remember", "sender", "subject"})
_SINGLE = ("autonym", "heading", "lead", "danger", "contents", "numbers")
_SLOT = re.compile(r"\{(\w+)\}")
_EXTENSION = "attune.safety"


class BadSafetyWords(ValueError):
    """A file of words breaks a rule; the message names it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list of several lines."""

    lines: tuple[str, ...]
    listed: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with its place in the address."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The page in one language."""

    code: str
    direction: str
    autonym: str
    heading: str
    lead: str
    danger: str
    contents: str
    numbers: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line; `quoted` when it repeats what stands elsewhere, in whatever language it stands there."""

    words: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """What the template shows: the words, the languages to choose from, and the lines of the reader's country."""

    words: Words
    languages: tuple[Words, ...]
    country: CountryView | None
    fillings: Mapping[str, str]

    def parts(self, line: str) -> tuple[Part, ...]:
        """A line with its blanks filled in."""
        pieces = enumerate(_SLOT.split(line))
        parts = (Part(self.fillings[piece], True) if place % 2 else Part(piece, False) for place, piece in pieces)
        return tuple(part for part in parts if part.words)


def init_app(app: Flask) -> None:
    """Read the words of every language there is."""
    app.extensions[_EXTENSION] = read_words(Path(app.root_path).parent / "seeds" / "safety")


def safety_page(chosen: str | None = None) -> SafetyPage:
    """The page in the chosen language, or the one the reader's browser prefers."""
    known: Mapping[str, Words] = current_app.extensions[_EXTENSION]
    code = chosen or _preferred(known)
    return SafetyPage(known.get(code, known[FALLBACK]), tuple(known.values()), lines_against_abuse(), _fillings())


def _preferred(known: Mapping[str, Words]) -> str:
    # By the language alone: who reads Arabic as in Egypt would rather have Arabic than English.
    accepted = (tag.split("-")[0].lower() for tag in request.accept_languages.values())
    return next((tag for tag in accepted if tag in known), current_app.config["DEFAULT_LOCALE"])


def _fillings() -> dict[str, str]:
    config = current_app.config
    return {
        "site": config["SITE_NAME"],
        "leave": _("Leave now"),
        "elsewhere": (urlsplit(config["LEAVE_URL"]).hostname or "").removeprefix("www."),
        "remember": _("Remember on this device"),
        "sender": config["MAIL_FROM"],
        "subject": _("Your link"),
    }


def read_words(folder: Path) -> dict[str, Words]:
    """Read and check the files; raises BadSafetyWords."""
    found = {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}
    if FALLBACK not in found:
        raise BadSafetyWords(f"There are no words of the safety page in {FALLBACK!r}.")
    return found


def _read(path: Path) -> Words:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        single = {name: str(content[name]) for name in _SINGLE}
        sections = tuple(Section(s["id"], s["heading"], _blocks(s["text"])) for s in content["section"])
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise BadSafetyWords(f"The words in {path.name} cannot be read: {error}.") from None
    if tuple(section.id for section in sections) != SECTIONS:
        raise BadSafetyWords(f"{path.name} must have the sections {', '.join(SECTIONS)}, in this order.")
    lines = [single["lead"], *(line for section in sections for block in section.blocks for line in block.lines)]
    if (slots := {slot for line in lines for slot in _SLOT.findall(line)}) != SLOTS:
        raise BadSafetyWords(f"{path.name} must fill in each of {', '.join(sorted(SLOTS))}: {sorted(slots ^ SLOTS)}.")
    return Words(path.stem, text_direction(path.stem), sections=sections, **single)


def _blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs are parted by an empty line; lines that begin with "- " are a list."""
    return tuple(_block(paragraph.split("\n")) for paragraph in text.strip().split("\n\n"))


def _block(lines: list[str]) -> Block:
    listed = lines[0].startswith("- ")
    return Block(tuple(line.removeprefix("- ") for line in lines) if listed else (" ".join(lines),), listed)
