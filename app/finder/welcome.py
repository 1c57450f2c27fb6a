"""The home page: a search box, and one thing at a time to start with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.criteria.criteria import Criteria
from app.criteria.labels import Labels, labels_of
from app.criteria.wording import Reader, reader
from app.finder import addresses
from app.listings.listing import PLACED_FORMATS, REMOTE_FORMATS
from app.listings.requests import directory
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext
from app.search import Snapshot
from app.vocabulary.lexicon import Word

_MOST_CHOICES = 5
# How the article this project answers to says healing happens; the first of them that somebody offers are shown.
_WAYS = (
    "somatic-experiencing",
    "emdr",
    "ifs",
    "attachment-based",
    "art-therapy",
    "psychodynamic",
    "cft",
    "person-centred",
    "cbt",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a tile; `lang` and `dir` when the words are in a language of their own."""

    words: str
    address: str
    lang: str | None = None
    dir: str | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing to start with."""

    key: str
    title: str
    words: str
    choices: tuple[Choice, ...]
    more: Choice | None = None


@dataclass(frozen=True, slots=True)
class LanguageOption:
    """A language somebody offers: its own name first, when that is another one."""

    slug: str
    autonym: str | None
    label: str
    dir: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything `home/home.html` shows."""

    total: str | None
    languages: tuple[LanguageOption, ...]
    formats: tuple[tuple[str, str], ...]
    symbol: str
    tiles: tuple[Tile, ...]


def home_page() -> HomePage:
    """The home page for this reader, with what the directory holds at this moment."""
    reads = reader()
    known = directory()
    return present(known.snapshot, labels_of(known.lexicon, reads.code), reads)


def present(snapshot: Snapshot, labels: Labels, reads: Reader) -> HomePage:
    """The home page of one moment of the directory."""
    languages = _in_use(snapshot, "language")
    formats = _in_use(snapshot, "format")
    total = sum(snapshot.values("kind").values())
    shown = [slug for slug in labels.terms("format") if slug in formats and slug in PLACED_FORMATS | REMOTE_FORMATS]
    return HomePage(
        total=ngettext("%(count)s person or service", "%(count)s people and services", total, count=reads.number(total))
        if total
        else None,
        languages=_options(languages, labels),
        formats=tuple((slug, labels.of("format", slug)) for slug in shown),
        symbol=reads.symbol(reads.currency),
        tiles=tuple(tile for tile in _tiles(snapshot, languages, labels, reads) if tile.choices),
    )


def _in_use(snapshot: Snapshot, key: str) -> Mapping[str, int]:
    """The values somebody states, the most used first."""
    counts = snapshot.values(key)
    return {slug: counts[slug] for slug in sorted(counts, key=lambda slug: -counts[slug]) if counts[slug]}


def _options(languages: Mapping[str, int], labels: Labels) -> tuple[LanguageOption, ...]:
    words = [word for slug in languages if (word := labels.lexicon.term("language", slug)) is not None]
    options = [LanguageOption(w.slug, _autonym(w, labels), labels.of("language", w.slug), w.direction) for w in words]
    return tuple(sorted(options, key=lambda option: option.label.casefold()))


def _autonym(word: Word, labels: Labels) -> str | None:
    label = labels.of("language", word.slug)
    return word.autonym if word.autonym and word.autonym.casefold() != label.casefold() else None


def _tiles(snapshot: Snapshot, languages: Mapping[str, int], labels: Labels, reads: Reader) -> list[Tile]:
    return [
        _money(snapshot, labels, reads),
        Tile(
            "language",
            _("My language"),
            _("Spoken as a mother tongue, or well enough for therapy."),
            tuple(_spoken(word) for word in _spoken_first(languages, labels)),
            _all("language", ngettext("%(num)s language", "All %(num)s languages", len(languages))),
        ),
        Tile(
            "like-me",
            _("Someone like me"),
            _("Heritage, faith, gender, sexuality, disability: said by people themselves, searched only if you wish."),
            _choices(snapshot, "identity@site", "identity", labels),
            _all("identity", _("Everything to choose from")),
        ),
        Tile(
            "approach",
            _("How it works"),
            _("With the body, with words, with art, with parts of yourself. None is ranked above another."),
            _ways(snapshot, labels),
            _all("approach", _("All ways of working")),
        ),
        Tile(
            "together",
            _("Groups and community"),
            _("Healing with others: groups, circles and services run by communities."),
            _together(snapshot, labels),
        ),
    ]


def _money(snapshot: Snapshot, labels: Labels, reads: Reader) -> Tile:
    offered = snapshot.values("fee_help")
    amounts = [
        Choice(
            _("%(amount)s or less", amount=reads.money(amount * 100, reads.currency)),
            addresses.facet("pay", str(amount)),
        )
        for amount in (25, 40)
    ]
    helps = [
        Choice(labels.of("fee_help", slug), addresses.facet("fee_help", slug))
        for slug in ("free", "pay-what-you-can", "sliding-scale")
        if offered.get(slug)
    ]
    return Tile(
        "money", _("What I can pay"), _("Free, a little, or a scale that follows what you earn."), (*helps, *amounts)
    )


def _spoken_first(languages: Mapping[str, int], labels: Labels) -> list[Word]:
    """The most spoken languages besides the reader's own, and a signed one where there is one."""
    words = [word for slug in languages if (word := labels.lexicon.term("language", slug)) is not None]
    others = [word for word in words if word.slug != labels.code.split("-")[0] and not word.signed]
    signed = [word for word in words if word.signed]
    return [*others[: _MOST_CHOICES + 1], *signed[:1]]


def _spoken(word: Word) -> Choice:
    address = addresses.facet("language", word.slug)
    if word.signed or not word.autonym:
        return Choice(word.label, address)
    return Choice(word.autonym, address, word.slug, word.direction)


def _choices(snapshot: Snapshot, index_key: str, key: str, labels: Labels) -> tuple[Choice, ...]:
    slugs = list(_in_use(snapshot, index_key))[:_MOST_CHOICES]
    return tuple(Choice(labels.of(key, slug), addresses.facet(key, slug)) for slug in slugs)


def _ways(snapshot: Snapshot, labels: Labels) -> tuple[Choice, ...]:
    offered = _in_use(snapshot, "approach")
    ways: Sequence[str] = [slug for slug in _WAYS if slug in offered] or list(offered)
    return tuple(
        Choice(labels.of("approach", slug), addresses.facet("approach", slug)) for slug in ways[:_MOST_CHOICES]
    )


def _together(snapshot: Snapshot, labels: Labels) -> tuple[Choice, ...]:
    wanted = (
        ("session", "group"),
        ("session", "community-circle"),
        ("kind", "community_service"),
        ("kind", "peer_group"),
    )
    return tuple(
        Choice(labels.of(key, slug), addresses.facet(key, slug))
        for key, slug in wanted
        if snapshot.values(key).get(slug)
    )


def _all(key: str, words: str) -> Choice:
    return Choice(words, addresses.all_values(Criteria(), key))
