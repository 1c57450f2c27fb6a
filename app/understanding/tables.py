"""Words of grammar, read from `seeds/understanding/`: one file a language, all of them read together.

People mix languages in one sentence; so one table serves them all, and a word is in it only where it does no
harm to the other languages.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.vocabulary.folding import words

Words = tuple[str, ...]
# Lists of a file that mark a place in the sentence; `Tables.marks` maps their words to their names.
MARKS = (
    *("self", "knows", "open", "nouns", "speaking", "heritage", "seek"),
    *("no", "failed", "wish_before", "wish_after", "must", "but", "and", "or"),
    *("place", "near", "pay", "most", "each", "income", "child", "kin"),
)


class BadTables(ValueError):
    """A file of grammar breaks a rule; the message names it."""


@dataclass(frozen=True, eq=False)
class Tables:
    """The grammar of all languages.

    `marks`: folded words to the names of the lists they stand in. `phrases`: folded words to what they mean, as
    `facet:slug`, or () for words that are heard and ask for nothing. `stop`: words nobody needs quoted back.
    `numbers`: number words; `currencies`: words and signs of money to ISO 4217. `fillers`: words that may stand inside
    a phrase and change nothing.
    """

    marks: Mapping[Words, frozenset[str]]
    phrases: Mapping[Words, Words]
    stop: frozenset[str]
    weak: frozenset[str]
    acronyms: frozenset[str]
    therapy: frozenset[str]
    couple: frozenset[str]
    either: Mapping[str, Words]
    numbers: Mapping[str, int]
    currencies: Mapping[str, str]
    not_places: frozenset[str]
    towns: frozenset[str]
    into: frozenset[str]
    community_of: Mapping[str, str]
    heritage_first: frozenset[str]
    fillers: frozenset[str]

    def marked(self, word: str, mark: str) -> bool:
        """Whether a single word stands in a list of marks."""
        return mark in self.marks.get((word,), ())


@lru_cache(maxsize=4)
def read_tables(folder: Path) -> Tables:
    """The tables of a folder; raises BadTables."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise BadTables(f"There are no files of grammar in {folder}.")
    contents = [_content(path) for path in files]
    marks: dict[Words, frozenset[str]] = {}
    for content in contents:
        for name in MARKS:
            for text in content.get(name, ()):
                key = tuple(words(text))
                for form in _forms(key, name):
                    marks[form] = marks.get(form, frozenset()) | {name}
    return Tables(
        marks=marks,
        phrases=_phrases(contents),
        stop=_set(contents, "stop"),
        weak=frozenset(" ".join(words(text)) for c in contents for text in c.get("weak", ())),
        acronyms=_set(contents, "acronyms"),
        therapy=_set(contents, "therapy"),
        couple=_set(contents, "couple"),
        either={k: _meanings(v) for c in contents for k, v in c.get("either", {}).items()},
        numbers={words(k)[0]: v for c in contents for k, v in c.get("numbers", {}).items()},
        currencies={(words(k) or [k])[0]: v for c in contents for k, v in c.get("currencies", {}).items()},
        not_places=_set(contents, "not_places"),
        towns=_set(contents, "towns"),
        into=_set(contents, "into"),
        community_of={k: v for c in contents for k, v in c.get("community_of", {}).items()},
        heritage_first=_set(contents, "heritage_first"),
        fillers=_set(contents, "fillers"),
    )


def _forms(key: Words, name: str) -> tuple[Words, ...]:
    """A word of grammar as it is met: "my son's 15" is written for "my son is 15"."""
    return (key, (*key[:-1], f"{key[-1]}s")) if name in ("child", "kin") and key[-1].isascii() else (key,)


def _phrases(contents: list[dict[str, Any]]) -> dict[Words, Words]:
    """All phrases by their words. A phrase with `{slots}` of its file is every one that they make; plain ones win."""
    made: dict[Words, Words] = {}
    plain: dict[Words, Words] = {}
    for content in contents:
        for text, meanings in content.get("phrases", {}).items():
            target, meant = made if "{" in text else plain, _meanings(meanings)
            for one in _filled(text, content.get("slots", {})):
                key = _folded(one)
                target[key] = meant
                # "and I cannot sleep", written as one word: the conjunction stands against the first word.
                for joined in content.get("joined", ()) if key else ():
                    made.setdefault((joined + key[0], *key[1:]), meant)
    return made | plain


def _folded(text: str) -> Words:
    """The words of a text, each piece between blanks folded once however many phrases it stands in."""
    return tuple(word for piece in text.split() for word in _piece(piece))


@lru_cache(maxsize=20_000)
def _piece(text: str) -> Words:
    return tuple(words(text))


def _filled(text: str, slots: Mapping[str, list[str]]) -> list[str]:
    """Every phrase that a pattern makes: `lost {my} {kin}`; raises BadTables for a slot nobody filled."""
    head, brace, tail = text.partition("{")
    if not brace:
        return [text]
    name, _brace, rest = tail.partition("}")
    if name not in slots:
        raise BadTables(f"The slot {name!r} of {text!r} has no words.")
    return [f"{head}{word}{end}" for end in _filled(rest, slots) for word in slots[name]]


def _content(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadTables(f"{path.name} cannot be read: {error}.") from None
    known = {
        *MARKS,
        *(
            "stop",
            "weak",
            "acronyms",
            "therapy",
            "couple",
            "not_places",
            "heritage_first",
            "towns",
            "into",
            "fillers",
            "joined",
        ),
        *("phrases", "slots", "either", "numbers", "currencies", "community_of"),
    }
    if unknown := content.keys() - known:
        raise BadTables(f"{path.name} has {sorted(unknown)[0]!r}, which means nothing here.")
    return content


def _meanings(value: str | list[str]) -> Words:
    return tuple(value.split()) if isinstance(value, str) else tuple(value)


def _set(contents: list[dict[str, Any]], name: str) -> frozenset[str]:
    return frozenset(word for content in contents for text in content.get(name, ()) for word in words(text))
