"""The catalogues of other languages say what the sources say, whole, and are compiled as they stand."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.house.source import APP

CATALOGUES = sorted((APP / "translations").glob("*/LC_MESSAGES/messages.po"))
KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "lazy_gettext": None}
# Where the line is. What somebody meets who looks for help is said in every language; what is not said yet may only
# become less. Whoever lists a practice or looks after the directory works in English. Each file is on one side.
SEEKERS = re.compile(
    r"(criteria|finder|listings|unmet|understanding|urgent_help|vocabulary|waiting|plumbing)/"
    r"|community/(facts|kinds|published)|curating/(feed|looking|showing)|widget/(locking|showing)"
    r"|templates/curating/shown|templates/widget/(form|frame|result)"
    r"|\w+/retention\.py"
    r"|enquiries/(composing|following|forms|letters|reading|standing|views/__init__)"
    r"|moderation/reports/(forms|letters|reporting|wording)"
    r"|templates/(about|components|errors|find|home|listings|news|organisations|quiet|reports|safety|shortlist|together|unmet|urgent_help|waiting)/"
    r"|templates/layouts/page"
    r"|templates/enquiries/(following|link|onward|over|run-out|write)"
)
WORKERS = re.compile(
    r"(access|accounts|api|credentials|editor|exchange|ownership)/(?!retention)|community/(?!facts|kinds|published)"
    r"|curating/(?!feed|looking|showing|retention)|widget/(?!locking|showing|retention)"
    r"|organisations/(?!retention)"
    r"|templates/(community|developers|curating/(?!shown)|widget/(?!form|frame|result))"
    r"|enquiries/(apart/pages|inbox)"
    r"|moderation/(?!retention|reports/(forms|letters|reporting|wording))"
    r"|templates/(accounts|development|editor|gallery|moderation|ownership)/"
    r"|templates/layouts/area"
    r"|templates/enquiries/(answered|apart|inbox|message|quick)"
)
NOT_YET_SAID = {"ar": 0}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")


@cache
def said_in_sources() -> dict[str | tuple[str, ...], set[str]]:
    """Every message, as a singular or a pair, and the files that say it."""
    found: dict[str | tuple[str, ...], set[str]] = {}
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    for file, _line, message, _comments, _context in extract_from_dir(str(APP), methods, keywords=KEYWORDS):
        found.setdefault(message, set()).add(file)
    return found


@cache
def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name, abort_invalid=True)


def messages(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


def forms(words: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def placeholders(words: str) -> set[str]:
    return {found[1] for found in _PLACEHOLDER.finditer(words) if found[1]}


def test_there_are_catalogues() -> None:
    assert CATALOGUES


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_nothing_is_said_that_the_sources_no_longer_say(path: Path) -> None:
    singulars = {forms(message)[0] for message in said_in_sources()}
    assert [message.id for message in messages(path) if forms(message.id)[0] not in singulars] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_what_is_filled_in_is_filled_in_in_every_language(path: Path) -> None:
    """One and two of something are often words, not figures; all else is named alike."""
    for message in messages(path):
        ways = [placeholders(way) for way in forms(message.id)]
        for number, said in enumerate(forms(message.string)):
            few = message.pluralizable and number < 3
            wanted = set.intersection(*ways) - {"num", "count"} if few else ways[-1]
            assert not said or wanted <= placeholders(said) <= ways[-1], message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_a_message_that_counts_has_every_form_or_none(path: Path) -> None:
    for message in messages(path):
        if message.pluralizable and any(message.string):
            assert len(message.string) == read(path).num_plurals and all(message.string), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_it_is_compiled_as_it_stands(path: Path) -> None:
    """`make words` does that; the compiled file is kept, so that nothing needs a step more to run."""
    compiled = BytesIO()
    write_mo(compiled, read(path))
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_what_a_seeker_meets_is_said_more_and_more(path: Path) -> None:
    said = {forms(message.id)[0] for message in messages(path) if any(forms(message.string))}
    met = {forms(m)[0] for m, files in said_in_sources().items() if any(SEEKERS.match(file) for file in files)}
    missing = sorted(met - said)
    assert len(missing) <= NOT_YET_SAID.get(path.parents[1].name, 0), "\n".join(missing)


def test_each_file_is_met_by_seekers_or_by_those_who_work_here() -> None:
    files = set().union(*said_in_sources().values())
    assert [file for file in sorted(files) if bool(SEEKERS.match(file)) == bool(WORKERS.match(file))] == []
