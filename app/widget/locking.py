"""What a visitor of a widget may ask for, where an organisation holds some of it fast. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

Pairs = Sequence[tuple[str, str]]

# What says one thing together: who may not change one of them may change none.
_TOGETHER = (
    frozenset({"near", "within", "lat", "lon", "seen_from"}),
    frozenset({"pay", "currency"}),
    frozenset({"language", "language_level"}),
)
# Others may stand beside a locked one of these without making it wider.
_ADDED_TO = frozenset({"without", "prefer", "unstated"})
# Said with the name of a criterion alone, these ask for less than it.
_LOOSENING = frozenset({"prefer", "unstated"})
# Keys of lists in the frame: what was chosen there together stays one choice, "pa,ur".
CHOSEN = ("language", "format")


@dataclass(frozen=True)
class Locked:
    """Criteria nobody can change in the frame; they are in none of its addresses."""

    pairs: Pairs
    # Keys of what else nobody may ask for.
    also: frozenset[str] = frozenset()

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys under which nobody may ask."""
        held = {key for key, _value in self.pairs} - _ADDED_TO
        return self.also.union(held, *(group for group in _TOGETHER if group & held))

    def asked(self, preset: Pairs, sent: Pairs) -> list[tuple[str, str]]:
        """What is searched for: what was sent, or the preset where nothing was; and what is locked, whatever was sent.

        That comes first, because of very many criteria the last ones are not read.
        """
        return [*self.pairs, *self.free(_apart(sent or preset))]

    def free(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Of these, what a visitor may ask for, and may read in an address."""
        return [
            pair for pair in pairs if pair[0] not in self.keys and not self._loosens(pair) and pair not in self.pairs
        ]

    def stands_in(self, pairs: Pairs) -> bool:
        """Whether a search keeps everything that is locked as it is."""
        return set(self.pairs) <= set(pairs) and not any(map(self._loosens, set(pairs) - set(self.pairs)))

    def _loosens(self, pair: tuple[str, str]) -> bool:
        key, value = pair
        if key == "without":
            return value.partition(":")[0] in self.also
        return key in self.also or (key in _LOOSENING and value in self.keys)


def _apart(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, one) for key, value in pairs for one in (value.split(",") if key in CHOSEN else (value,))]
