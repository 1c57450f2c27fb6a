"""What a stated slug means today: the term that stands for it after merges, or none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.vocabulary.rules import Gone, resolve


@dataclass(frozen=True, slots=True)
class Current:
    """`gone`: by scheme, the terms nobody can choose any more; `broader`: parents by scheme and slug.

    A slug that the vocabulary does not know stands for itself.
    """

    gone: Mapping[str, Gone] = field(default_factory=dict)
    broader: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, scheme: str, slug: str | None) -> str | None:
        """The slug that stands for this one, or None."""
        return None if slug is None else resolve(self.gone.get(scheme, {}), slug)

    def all(self, scheme: str, slugs: Iterable[str]) -> tuple[str, ...]:
        """What stands for these, each once, in their order."""
        found = (self.of(scheme, slug) for slug in slugs)
        return tuple(dict.fromkeys(slug for slug in found if slug is not None))

    def widened(self, scheme: str, slugs: Iterable[str]) -> tuple[str, ...]:
        """What stands for these, and for everything above them."""
        stated = self.all(scheme, slugs)
        found, met = dict.fromkeys(stated), set()
        for slug in stated:
            here: str | None = slug
            while here is not None and here not in met:
                met.add(here)
                if (live := self.of(scheme, here)) is not None:
                    found[live] = None
                    here = live
                here = self.broader.get((scheme, here))
        return tuple(found)
