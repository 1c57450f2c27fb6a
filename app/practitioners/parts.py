"""The parts of a listing that are answered one by one: where each is read and written, and which a steward looks at."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from app.practitioners import offering, stating
from app.practitioners.writing import Writing

Answer = Any
Of = Literal["record", "offer", "premises"]
Write = Callable[[Any, Answer, Writing], None]
IDENTITY = ("gender", "identity", "faith", "pronouns")


@dataclass(frozen=True, slots=True)
class Part:
    """One question's answer: `read` gives it as JSON holds it, `write` states it.

    `reviewed`: on a public listing a change waits for a steward, and what is public stays (threat T5). `imagined`
    states it where nothing may be written, for a part whose `write` does more than change mapped objects.
    """

    key: str
    of: Of
    read: Callable[[Any], Answer]
    write: Write
    reviewed: bool = False
    imagined: Write | None = None

    @property
    def imagine(self) -> Write:
        return self.imagined or self.write


def _chosen(key: str, *, reviewed: bool = False) -> Part:
    return Part(key, "record", stating.chosen(key), stating.state_chosen(key), reviewed)


def _detailed(key: str, facet: str) -> Part:
    return Part(key, "record", stating.details(facet), stating.state_details(facet))


PARTS: dict[str, Part] = {
    part.key: part
    for part in (
        Part("who", "record", stating.who, stating.state_who, reviewed=True),
        _chosen("profession", reviewed=True),
        Part("registers", "record", stating.registers, stating.state_registers, True, stating.imagine_registers),
        Part("words", "record", stating.words, stating.state_words),
        Part("language", "record", stating.languages, stating.state_languages),
        _chosen("approach"),
        _detailed("training", "approach"),
        _chosen("concern"),
        _detailed("focus", "concern"),
        _chosen("community"),
        _detailed("basis", "community"),
        _chosen("age_group"),
        _chosen("contact_mode"),
        Part("promise", "record", stating.promise, stating.state_promise),
        *(Part(key, "record", stating.of_self(key), stating.state_of_self(key)) for key in IDENTITY),
        Part("consent", "record", stating.consents, stating.state_consents),
        Part("found", "record", stating.found, stating.state_found),
        Part("seen_in", "record", stating.seen_in, stating.state_seen_in),
        Part("rhythm", "record", stating.rhythm, stating.state_rhythm),
        Part("how", "offer", offering.how, offering.state_how),
        Part("fee", "offer", offering.fee, offering.state_fee),
        Part("terms", "offer", offering.terms, offering.state_terms),
        Part("reduced", "offer", offering.reduced, offering.state_reduced),
        Part("payers", "offer", offering.payers, offering.state_payers),
        Part("when", "offer", offering.when, offering.state_when),
        Part("where", "premises", offering.where, offering.state_where),
        Part("access", "premises", offering.access, offering.state_access),
    )
}


def digest(answer: Answer) -> str:
    """By what a form knows again the answer it showed: equal answers, equal digests."""
    text = json.dumps(answer, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
