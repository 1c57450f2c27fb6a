"""Words for a first message, in each language of the interface: need first, name later.

Read from `seeds/first_message/<locale>.toml`. The blanks are filled in by the reader, in the browser: nothing
that is written into them comes here.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask, current_app

from app.listings.listing import Listing
from app.plumbing.locale import text_direction

FALLBACK = "en"
BLANKS = ("looking", "pay", "times", "answer")
_SITE = "site"
_SLOT = re.compile(r"\{(\w+)\}")


class BadMessage(ValueError):
    """A file of words breaks a rule; the message names it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line: words, or the blank `slot` whose words are a hint of what to write there."""

    words: str
    slot: str | None = None


Line = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """The words in one language: paragraphs of lines; `spoken_by` names those on the page who speak it."""

    code: str
    autonym: str
    direction: str
    paragraphs: tuple[tuple[Line, ...], ...]
    spoken_by: str | None = None


def init_app(app: Flask) -> None:
    """Read the words of every language there is."""
    folder = Path(app.root_path).parent / "seeds" / "first_message"
    app.extensions["attune.first_message"] = read_messages(folder, app.config["SITE_NAME"])


def messages(code: str, speakers: Mapping[str, str] | None = None) -> tuple[Message, ...]:
    """Every language's words: the reader's first, then those of `speakers` (language to who speaks it)."""
    known: Mapping[str, Message] = current_app.extensions["attune.first_message"]
    first = code if code in known else code.split("-")[0].split("_")[0]
    spoken = speakers or {}
    wanted = [first if first in known else FALLBACK, *spoken, *known]
    ordered = [known[tag] for tag in dict.fromkeys(wanted) if tag in known]
    return tuple(replace(message, spoken_by=spoken.get(message.code)) for message in ordered)


def lent_words(app: Flask) -> list[str]:
    """What many may write who never heard of each other: the words of every language, and those between the blanks."""
    known: Mapping[str, Message] = app.extensions["attune.first_message"]
    return [words for message in known.values() for words in _lent(message)]


def _lent(message: Message) -> list[str]:
    parts = [part for paragraph in message.paragraphs for line in paragraph for part in line]
    between = "".join(part.words if part.slot is None else "\0" for part in parts).split("\0")
    return ["".join(part.words for part in parts), *between]


def speakers(listings: Iterable[Listing], listed: Callable[[list[str]], str]) -> dict[str, str]:
    """Who of these speaks which language without an interpreter: its tag to their names as a phrase."""
    by_tag: dict[str, list[str]] = {}
    for listing in listings:
        for tag in dict.fromkeys(fact.slug.split("-")[0] for fact in listing.spoken):
            by_tag.setdefault(tag, []).append(listing.name)
    return {tag: listed(names) for tag, names in by_tag.items()}


def read_messages(folder: Path, site: str) -> dict[str, Message]:
    """Read and check the files; raises BadMessage."""
    found = {path.stem: _read(path, site) for path in sorted(folder.glob("*.toml"))}
    if FALLBACK not in found:
        raise BadMessage(f"There are no words for a first message in {FALLBACK!r}.")
    return found


def _read(path: Path, site: str) -> Message:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        text, blanks, autonym = content["text"], content["blanks"], content["autonym"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise BadMessage(f"The words in {path.name} cannot be read: {error}.") from None
    if sorted(_SLOT.findall(text)) != sorted((*BLANKS, _SITE)) or set(blanks) != set(BLANKS):
        raise BadMessage(f"{path.name} must have each of the blanks {', '.join(BLANKS)} and the site's name once.")
    fillings = blanks | {_SITE: site}
    paragraphs = tuple(
        tuple(_parts(line, fillings) for line in paragraph.split("\n")) for paragraph in text.strip().split("\n\n")
    )
    return Message(path.stem, autonym, text_direction(path.stem), paragraphs)


def _parts(line: str, fillings: Mapping[str, str]) -> tuple[Part, ...]:
    parts = []
    for place, words in enumerate(_SLOT.split(line)):
        if place % 2 == 0:
            parts.append(Part(words))
        else:
            parts.append(Part(fillings[words], None if words == _SITE else words))
    return tuple(part for part in parts if part.words)
