"""The vocabulary's labels for one language of the interface, and how a label reads inside a sentence."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from app.listings.facets import BY_KEY
from app.vocabulary.lexicon import Lexicon, Word

# Schemes whose English labels are common nouns: inside a sentence they begin small.
_COMMON = frozenset(
    {
        "access",
        "age_group",
        "availability",
        "concern",
        "contact_mode",
        "fee_help",
        "format",
        "gender",
        "kind",
        "profession",
        "session",
        "times",
        "who_qualifies",
    }
)
# Labels that begin with a name keep their capital.
_PROPER = (
    "Alzheimer",
    "Asperger",
    "Black",
    "Christian",
    "Islamophob",
    "Jewish",
    "Muslim",
    "Parkinson",
    "Saturday",
    "Sunday",
    "Tourette",
)


class Labels:
    """Labels of one lexicon in one locale; each is looked up once."""

    def __init__(self, lexicon: Lexicon, code: str) -> None:
        self.lexicon = lexicon
        self.code = code
        self._known: dict[tuple[str, str], str] = {}
        self._inside: dict[tuple[str, str], str] = {}
        self._offered: dict[str, Mapping[str, int]] = {}

    def of(self, scheme: str, slug: str) -> str:
        """The label of a slug, to stand on its own."""
        found = self._known.get((scheme, slug))
        if found is None:
            found = self._known[scheme, slug] = self.lexicon.label(scheme, slug, self.code)
        return found

    def inside(self, scheme: str, slug: str) -> str:
        """The label of a slug, to stand inside a sentence."""
        found = self._inside.get((scheme, slug))
        if found is None:
            found = self._inside[scheme, slug] = self._lowered(scheme, self.of(scheme, slug))
        return found

    def all_inside(self, scheme: str, slugs: Iterable[str]) -> list[str]:
        return [self.inside(scheme, slug) for slug in slugs]

    def jurisdiction(self, code: str) -> str:
        """The name of a country or of a part of one, from its ISO 3166 code."""
        return self.of("region", code.lower()) if self.lexicon.term("region", code.lower()) else code

    def in_order(self, scheme: str, slugs: Iterable[str]) -> list[str]:
        """These slugs in the order of the vocabulary."""
        places = {slug: place for place, slug in enumerate(self.lexicon.terms(scheme))}
        return sorted(slugs, key=lambda slug: places.get(slug, len(places)))

    def offered(self, scheme: str) -> Mapping[str, int]:
        """The slugs of a scheme that can still be chosen, each with its place in the vocabulary."""
        found = self._offered.get(scheme)
        if found is None:
            words = self.lexicon.terms(scheme).items()
            found = self._offered[scheme] = {slug: at for at, (slug, word) in enumerate(words) if not word.retired}
        return found

    def terms(self, scheme: str) -> Mapping[str, Word]:
        return self.lexicon.terms(scheme)

    def _lowered(self, scheme: str, label: str) -> str:
        plain = label[:1].isupper() and label[1:2].islower() and not label.startswith(_PROPER)
        if not self.code.startswith("en") or scheme not in _COMMON or not plain:
            return label
        return label[0].lower() + label[1:]


@lru_cache(maxsize=16)
def labels_of(lexicon: Lexicon, code: str) -> Labels:
    """The labels of a lexicon in a locale; kept for the last few lexicons."""
    return Labels(lexicon, code)


def facet_name(key: str) -> str:
    """What a facet is called in the reader's language."""
    return str(BY_KEY[key].label)
