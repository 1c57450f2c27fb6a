"""A sentence understood: its criteria, what was taken for what, what was not understood, and whether it is urgent."""

from dataclasses import dataclass
from pathlib import Path

from app.criteria.criteria import Criteria
from app.criteria.grammar import parse
from app.criteria.whereabouts import FindPlace
from app.understanding.leftovers import leftovers
from app.understanding.people import People
from app.understanding.phrases import phrase_index
from app.understanding.reading import read
from app.understanding.relatives import without_illness_of_others
from app.understanding.scope import NEGATABLE, Item, Scope
from app.understanding.spans import Sentence
from app.understanding.tables import read_tables
from app.urgent_help.danger import suggests_danger
from app.vocabulary.lexicon import Lexicon

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "understanding"

# Money is short and no amount is said: any help with the fee will do.
SHORT = ("free", "pay-what-you-can", "sliding-scale", "concession", "sponsored")
# Religion kept out of it: none of the ways of working that bring it in.
_WITH_RELIGION = ("christian-counselling", "islamic-psychology", "pastoral")
_DANGEROUS = frozenset({("concern", "suicidal-thoughts"), ("concern", "self-harm")})
_SINGLE = frozenset({"near", "seen_from", "pay", "currency", "within", "sort", "reduced_open"})
# What a price or a place is when it is a wish.
_WISHED_AS_A_WHOLE = frozenset({"near", "pay", "reduced_open"})

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Understanding:
    """`understood` holds (the words, what they were taken for), such as ("punjabi", "language:pa") or
    ("no men", "without:gender:man"); `not_understood` what is quoted back; `urgent` whether help comes first."""

    criteria: Criteria
    understood: tuple[tuple[str, str], ...]
    not_understood: tuple[str, ...]
    urgent: bool


def understand(
    text: str, lexicon: Lexicon, find_place: FindPlace, currency: str, country: str = "", seeds: Path = SEEDS
) -> Understanding:
    """What a text of at most `tokens.LONGEST` characters asks for. `currency` (ISO 4217) and `country` (ISO 3166)
    are the site's. Never fails, keeps nothing."""
    tables = read_tables(seeds)
    said, spans = read(text, phrase_index(lexicon, tables), tables, find_place, currency, country)
    people = People(said, spans, tables, lexicon)
    asks = without_illness_of_others(said, spans, [people.asks(number) for number in range(len(spans))])
    items = Scope(said, spans, asks, tables).items()
    told = _Telling(said, items)
    heard = [span for span in spans if not any(item.span == span for item in told.unsaid)]
    refused = {place for item in told.unsaid if item.unwanted for place in _stretch(item)}
    urgent = suggests_danger(said.text) or any(not _DANGEROUS.isdisjoint(item.asks) for item in items)
    criteria = parse(told.pairs, lexicon, currency).criteria
    return Understanding(criteria, tuple(told.understood), leftovers(said, heard, tables, refused), urgent)


def _stretch(item: Item) -> range:
    """The tokens of a refusal with the word that refuses: "no men"."""
    first = item.negator.first if item.negator is not None else item.span.first
    return range(first, item.span.end)


class _Telling:
    """Turns items into the pairs of an address."""

    def __init__(self, said: Sentence, items: list[Item]) -> None:
        self.said = said
        self.pairs: list[Pair] = []
        self.understood: list[tuple[str, str]] = []
        # What a search cannot leave out or wish away: it is quoted back.
        self.unsaid: list[Item] = []
        self._unwanted = {ask for item in items if item.unwanted for ask in item.asks}
        asked = {key for item in items for key, _value in item.asks}
        self._place = "near" in asked
        self._priced = bool(asked & {"pay", "fee_help"})
        self._musts = {ask for item in items if not item.wished and not item.unwanted for ask in item.asks}
        for item in items:
            self._tell(item)

    def _tell(self, item: Item) -> None:
        words = self.said.quoted(item.span.first, item.span.end)
        if item.unwanted and (item.wished or not all(key in NEGATABLE for key, _value in item.asks)):
            self.unsaid.append(item)
            return
        for key, value in item.asks:
            if value.endswith("religion:brought") or key == "religion":
                self._religion(item, words, unwanted=item.unwanted or key == "without")
            elif key == "short":
                self._short(item, words)
            elif item.unwanted:
                self._add("without", f"{key}:{value}", words)
            elif key in _SINGLE:
                self._single(key, value, words, wished=item.wished)
            elif (key, value) not in self._unwanted:
                wish = item.wished and (key, value) not in self._musts
                self._add("prefer" if wish else key, f"{key}:{value}" if wish else value, words)

    def _religion(self, item: Item, words: str, *, unwanted: bool) -> None:
        """Asked for, religion is too many things to choose one; refused, it is clear."""
        if not unwanted:
            self.unsaid.append(item)
            return
        for slug in _WITH_RELIGION:
            self._add("without", f"approach:{slug}", words)

    def _short(self, item: Item, words: str) -> None:
        if self._priced:
            return
        for slug in SHORT:
            self._add("prefer" if item.wished else "fee_help", f"fee_help:{slug}" if item.wished else slug, words)

    def _single(self, key: str, value: str, words: str, *, wished: bool) -> None:
        if key in ("near", "pay", "within") and any(key == known for known, _value in self.pairs):
            self.understood.append((words, f"{key}:{value}")) if (key, value) in self.pairs else None
            return
        if not self._place and (key == "within" or value == "near"):
            return
        self._add(key, value, words)
        if wished and key in _WISHED_AS_A_WHOLE:
            self.pairs.append(("prefer", key))

    def _add(self, key: str, value: str, words: str) -> None:
        if (key, value) not in self.pairs:
            self.pairs.append((key, value))
        self.understood.append((words, f"{key}:{value}"))
