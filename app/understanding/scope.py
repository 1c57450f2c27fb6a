"""What is wished for and what is unwanted: the reach of "ideally", "would be nice", "no" and "didn't work"."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.understanding.spans import Sentence, Span
from app.understanding.tables import Tables
from app.understanding.tokens import COMMA, STOP

# What may be left out of a search whoever says no to it.
NEGATABLE = frozenset(
    {
        "religion",
        "format",
        "gender",
        "identity",
        "faith",
        "approach",
        "profession",
        "kind",
        "session",
        "times",
        "contact_mode",
        "language",
    }
)
# What "no" reaches only when it stands right before: "I can't find help with anxiety" is not a no to anxiety.
_ONLY_BESIDE = frozenset(
    {"concern", "community", "access", "fee_help", "availability", "age_group", "near", "language", "session"}
)
# What "no" never turns round: "can't do more than 25 quid", "not within 5 miles".
_NEVER = frozenset({"without", "pay", "within", "sort", "reduced_open", "currency", "short"})
_REACH = 5
_BESIDE = 1
_MAY_FAIL = frozenset({"approach", "format", "profession", "session", "gender"})
# With these words every way named so far did not help.
_ALL = frozenset({"neither", "none"})
_HEDGES = frozenset({"maybe", "perhaps", "possibly"})
_NEVER_HEDGED = frozenset({"concern", "community", "age_group"})
_NEVER_WISHED = frozenset({"age_group", "sort", "within", "currency"})

# "I don't want to be sent to a psychiatrist": these stand between a no and what it says no to.
_THROUGH = frozenset(
    {"sent", "given", "referred", "offered", "told", "pushed", "forced", "passed", "treated", "fobbed", "stuck", "seen"}
)

Asks = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What a span asks for, and how; `negator` are the words that say no to it."""

    span: Span
    asks: Asks
    wished: bool = False
    unwanted: bool = False
    negator: Span | None = None


class Scope:
    """Finds the wishes and the unwanted among the spans of one sentence."""

    def __init__(self, said: Sentence, spans: Sequence[Span], asks: Sequence[Asks], tables: Tables) -> None:
        self.said, self.spans, self.asks, self.tables = said, spans, asks, tables
        self.negators: dict[int, int] = {}
        self.unwanted = self._unwanted()
        self.wished = self._wished()

    def items(self) -> list[Item]:
        """Every span that asks for something."""
        return [
            Item(span, asks, number in self.wished, number in self.unwanted, self._negator(number))
            for number, (span, asks) in enumerate(zip(self.spans, self.asks, strict=True))
            if asks
        ]

    def _negator(self, number: int) -> Span | None:
        return self.spans[self.negators[number]] if number in self.negators else None

    def _unwanted(self) -> set[int]:
        found: set[int] = set()
        negator: int | None = None
        last: int | None = None
        for number, span in enumerate(self.spans):
            if negator is not None and self.said.cut(self.spans[number - 1].end, span.first, COMMA):
                negator = None
            if "failed" in span.marks:
                found |= self._failed(number)
                negator = None
            elif "no" in span.marks and not self.asks[number]:
                negator, last = number, None
            elif self.asks[number] and negator is not None:
                if self._reached(negator, number, last):
                    found.add(number)
                    self.negators[number] = negator
                    last = number
                else:
                    negator = None
            elif negator is not None and (span.marks & {"but", "pay", "and", "knows", "self"}):
                negator = None if "and" not in span.marks or last is not None else negator
        return found

    def _reached(self, negator: int, number: int, last: int | None) -> bool:
        """Whether a no reaches a span: over small words only, and on after "or"."""
        keys = {key for key, _value in self.asks[number]}
        if keys & _NEVER:
            return False
        if last is not None:
            between = self.spans[last + 1 : number]
            joined = any("or" in span.marks for span in between) or self._slash(
                self.spans[last].end, self.spans[number].first
            )
            return joined and not any(span.marks & {"but", "and"} for span in between)
        start = self.spans[negator].end
        gap = self.said.words(start, self.spans[number].first)
        covered = {place for span in self.spans[negator:number] for place in range(span.first, span.end)}
        small = self.tables.stop | _THROUGH
        if any(word not in small for place, word in enumerate(gap, start) if place not in covered):
            return False
        return len(gap) <= (_BESIDE if keys & _ONLY_BESIDE else _REACH)

    def _slash(self, end: int, first: int) -> bool:
        return "/" in self.said.text[self.said.tokens[end - 1].end : self.said.tokens[first].start]

    def _failed(self, number: int) -> set[int]:
        """The last way of working named before "didn't help"; before "neither helped", all of them."""
        span, found = self.spans[number], set()
        start, _stop = self.said.clause(span.first, STOP)
        for earlier in range(number - 1, -1, -1):
            if self.spans[earlier].first < start:
                break
            keys = {key for key, _value in self.asks[earlier]}
            if keys & _MAY_FAIL and "age_group" not in keys:
                found.add(earlier)
                if self.said.tokens[span.first].word not in _ALL:
                    break
        return found

    def _wished(self) -> set[int]:
        found: set[int] = set()
        for number, span in enumerate(self.spans):
            if self.asks[number] or not span.marks & {"wish_before", "wish_after"}:
                continue
            before, after = self._before(number), self._after(number)
            either = {"wish_before", "wish_after"} <= span.marks
            if "wish_after" in span.marks and (before or not either) and (not either or self._adjoins(number)):
                reached = before or self._piece_before(number)
            else:
                reached = after or self._without_concerns(before or self._piece_before(number))
            hedge = span.end - span.first == 1 and self.said.tokens[span.first].word in _HEDGES
            found |= {one for one in reached if self._wishable(one, hedge=hedge)}
        return found

    def _without_concerns(self, numbers: set[int]) -> set[int]:
        """Without what brings somebody: "social anxiety, I'd prefer to write" wishes for no anxiety."""
        return {one for one in numbers if all(key != "concern" for key, _value in self.asks[one])}

    def _wishable(self, number: int, *, hedge: bool) -> bool:
        keys = {key for key, _value in self.asks[number]}
        return not keys & _NEVER_WISHED and not (hedge and keys & _NEVER_HEDGED)

    def _adjoins(self, number: int) -> bool:
        """Whether what is asked for stands right before these words."""
        before = self.spans[number - 1] if number else None
        return bool(
            before is not None and self.asks[number - 1] and self.spans[number].first - before.end <= 1
        ) and not self.said.cut(self.spans[number - 1].end, self.spans[number].first, COMMA)

    def _after(self, number: int) -> set[int]:
        """What is asked for after these words, up to a break, a "but" or a must."""
        found: set[int] = set()
        for later in range(number + 1, len(self.spans)):
            if self.said.cut(self.spans[later - 1].end, self.spans[later].first, COMMA):
                break
            if self.spans[later].marks & {"but", "must"}:
                break
            if self.asks[later] and not (found and self._is_place(later)):
                found.add(later)
        return found

    def _is_place(self, number: int) -> bool:
        """Whether a place is asked for: it is a wish only where the words of wishing stand right before it."""
        return any(key == "near" for key, _value in self.asks[number])

    def _before(self, number: int) -> set[int]:
        """What is asked for before these words, back to a break, a "but", or an "and" that begins another thing."""
        found: set[int] = set()
        crossed = False
        for earlier in range(number - 1, -1, -1):
            if (
                self.said.cut(self.spans[earlier].end, self.spans[earlier + 1].first, COMMA)
                or "but" in self.spans[earlier].marks
            ):
                break
            if "and" in self.spans[earlier].marks:
                crossed = bool(found)
            elif self.asks[earlier]:
                if crossed and not self._same_facet(earlier, found):
                    break
                found.add(earlier)
        return found

    def _piece_before(self, number: int) -> set[int]:
        """What is asked for in the piece before the comma that these words follow: "evenings, if possible"."""
        first, _end = self.said.clause(self.spans[number].first, COMMA)
        if first == 0 or self.said.tokens[first].parted >= STOP:
            return set()
        start, end = self.said.clause(first - 1, COMMA)
        return {one for one, span in enumerate(self.spans) if start <= span.first < end and self.asks[one]}

    def _same_facet(self, number: int, others: set[int]) -> bool:
        keys = {key for key, _value in self.asks[number]}
        return any(key in keys for other in others for key, _value in self.asks[other])
