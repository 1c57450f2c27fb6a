"""Reading and writing what a record states, a question at a time. Mapped objects in, plain answers out, and back.

Each pair here has one shape of answer, made of what JSON holds, so that an answer can wait for review, be compared and
be shown beside another. Nobody here decides who may.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.credentials.actions import new_registration, state_registration, withdraw_registration
from app.credentials.models import Registration
from app.credentials.rules import comparable
from app.practitioners.merging import take_back
from app.practitioners.models import Fact, IdentityFact, Practitioner
from app.practitioners.rules import takes_messages
from app.practitioners.writing import Writing
from app.vocabulary.folding import words as folded_words
from app.vocabulary.queries import read_current

CONSENT_WORDING = "2026-11"


def who(record: Practitioner) -> dict[str, str]:
    """{"name", "kind"}."""
    return {"name": record.name, "kind": record.kind}


def state_who(record: Practitioner, answer: Mapping[str, str], _writing: Writing) -> None:
    record.name, record.kind = answer["name"], answer["kind"]
    record.slug = slug_for(record.id, record.name)


def words(record: Practitioner) -> dict[str, str | None]:
    """{"headline", "about"}."""
    return {"headline": record.headline, "about": record.about}


def state_words(record: Practitioner, answer: Mapping[str, str | None], _writing: Writing) -> None:
    record.headline, record.about = answer["headline"], answer["about"]


def seen_in(record: Practitioner) -> list[str]:
    """ISO 3166 codes of where people may be during online sessions; empty is "not stated"."""
    return list(record.may_see_people_in or ())


def state_seen_in(record: Practitioner, answer: Sequence[str], _writing: Writing) -> None:
    record.may_see_people_in = list(answer) or None


def chosen(facet: str) -> Callable[[Practitioner], list[str]]:
    """The slugs stated for a facet, in the record's order."""
    return lambda record: [fact.slug for fact in _facts(record, facet)]


def state_chosen(facet: str) -> Callable[[Practitioner, Sequence[str], Writing], None]:
    """State these slugs; what was said of those that stay is kept."""

    def state(record: Practitioner, answer: Sequence[str], _writing: Writing) -> None:
        known = {fact.slug: fact for fact in _facts(record, facet)}
        for slug in known.keys() - set(answer):
            record.facts.remove(known[slug])
        for position, slug in enumerate(answer):
            fact = known.get(slug)
            if fact is None:
                record.facts.append(Fact(facet=facet, slug=slug, position=position))
            else:
                fact.position = position

    return state


def details(facet: str) -> Callable[[Practitioner], dict[str, str | None]]:
    """{slug: level, training or basis} of what is stated for a facet."""
    return lambda record: {fact.slug: fact.detail for fact in _facts(record, facet)}


def state_details(facet: str) -> Callable[[Practitioner, Mapping[str, str | None], Writing], None]:
    """Say how each stated slug is meant; a slug that is not stated is passed over."""

    def state(record: Practitioner, answer: Mapping[str, str | None], _writing: Writing) -> None:
        for fact in _facts(record, facet):
            fact.detail = answer.get(fact.slug)

    return state


def languages(record: Practitioner) -> list[list[str | None]]:
    """[[language, level], …] in the record's order."""
    return [[fact.slug, fact.detail] for fact in _facts(record, "language")]


def state_languages(record: Practitioner, answer: Sequence[Sequence[str]], writing: Writing) -> None:
    state_chosen("language")(record, [slug for slug, _level in answer], writing)
    state_details("language")(record, dict(answer), writing)  # type: ignore[arg-type]  # pairs


def registers(record: Practitioner) -> list[dict[str, str | None]]:
    """[{"body", "number", "expires_on"}, …]."""
    return [
        {
            "body": entry.body,
            "number": entry.number,
            "expires_on": entry.expires_on.isoformat() if entry.expires_on else None,
        }
        for entry in sorted(record.registrations, key=lambda entry: (entry.body, entry.number))
    ]


def state_registers(record: Practitioner, answer: Sequence[Mapping[str, str | None]], writing: Writing) -> None:
    """State these entries. One that stays keeps its checks; another number is another entry, checked anew.

    Raises `RegistrationRefused` for a number that cannot be, or that another listing has.
    """
    gone, new = _sorted_out(record, answer)
    for entry in gone:
        withdraw_registration(writing.session, entry.id, actor=writing.actor)
    for body, number, expires_on in new:
        state_registration(writing.session, record.id, body, number, actor=writing.actor, expires_on=expires_on)
    writing.session.flush()
    writing.session.refresh(record, ["registrations"])


def imagine_registers(record: Practitioner, answer: Sequence[Mapping[str, str | None]], writing: Writing) -> None:
    """The same where nothing may be written; refused as it would be."""
    gone, new = _sorted_out(record, answer)
    for entry in gone:
        record.registrations.remove(entry)
    record.registrations.extend(new_registration(writing.session, record.id, *row) for row in new)


def _sorted_out(
    record: Practitioner, answer: Sequence[Mapping[str, str | None]]
) -> tuple[list[Registration], list[tuple[str, str, date | None]]]:
    """The entries that go, and those that come as (body, number, last day); one that stays gets its last day."""
    known = {(entry.body, entry.number_normalised): entry for entry in record.registrations}
    stated = {(str(row["body"]), comparable(str(row["body"]), str(row["number"]))): row for row in answer}
    new = []
    for key, row in stated.items():
        expires_on = date.fromisoformat(row["expires_on"]) if row["expires_on"] else None
        if key in known:
            known[key].expires_on = expires_on
        else:
            new.append((key[0], str(row["number"]), expires_on))
    return [known[key] for key in known.keys() - stated.keys()], new


def of_self(facet: str) -> Callable[[Practitioner], list[str]]:
    """The slugs of an identity facet, in the record's order."""
    return lambda record: [fact.slug for fact in _identity(record, facet)]


def state_of_self(facet: str) -> Callable[[Practitioner, Sequence[str], Writing], None]:
    """State these identity facts. A new one is seen by nobody until its practitioner says by whom (PRIV-08)."""

    def state(record: Practitioner, answer: Sequence[str], writing: Writing) -> None:
        known = {fact.slug: fact for fact in _identity(record, facet)}
        leaving = known.keys() - set(answer)
        going = take_back(facet, known.values(), leaving, read_current(writing.session)) if leaving else set()
        for slug in going:
            record.identity_facts.remove(known[slug])
        for position, slug in enumerate(slug for slug in answer if slug not in going):
            fact = known.get(slug)
            if fact is None:
                fact = IdentityFact(
                    facet=facet, slug=slug, audiences=[], consent_wording=CONSENT_WORDING, consented_at=writing.now
                )
                record.identity_facts.append(fact)
            fact.position = position

    return state


def consents(record: Practitioner) -> dict[str, dict[str, Any]]:
    """{"facet:slug": {"audiences", "own_words"}}."""
    return {
        f"{fact.facet}:{fact.slug}": {"audiences": sorted(fact.audiences), "own_words": fact.own_words}
        for fact in record.identity_facts
    }


def state_consents(record: Practitioner, answer: Mapping[str, Mapping[str, Any]], writing: Writing) -> None:
    """Each fact may be seen by these audiences from now on, and by no other; what is not named is withdrawn."""
    for fact in record.identity_facts:
        said = answer.get(f"{fact.facet}:{fact.slug}", {})
        audiences, fact.own_words = sorted(said.get("audiences", ())), said.get("own_words")
        if audiences != sorted(fact.audiences):
            fact.audiences, fact.consent_wording, fact.consented_at = audiences, CONSENT_WORDING, writing.now


def found(record: Practitioner) -> bool:
    """Whether search engines may show their page."""
    return record.found_elsewhere


def state_found(record: Practitioner, answer: bool, _writing: Writing) -> None:
    record.found_elsewhere = answer


def rhythm(record: Practitioner) -> int | None:
    """How many days a fast fact holds; None is the usual rhythm."""
    return record.rhythm_days


def state_rhythm(record: Practitioner, answer: int | None, _writing: Writing) -> None:
    record.rhythm_days = answer


def promise(record: Practitioner) -> int | None:
    """Within how many days first messages are answered; None is the usual promise, or that none are taken."""
    return record.promised_days if takes_messages(chosen("contact_mode")(record)) else None


def state_promise(record: Practitioner, answer: int | None, _writing: Writing) -> None:
    record.promised_days = answer


def own_offer(record: Practitioner, offer_id: UUID) -> Any:
    """The record's own offer of this id, or None."""
    return next((offer for offer in record.offers if offer.id == offer_id), None)


def own_premises(record: Practitioner, premises_id: UUID) -> Any:
    """The record's own place of this id, or None."""
    return next((place for place in record.premises if place.id == premises_id), None)


def slug_for(record_id: UUID, name: str) -> str:
    """The address of a listing: its name in plain letters and six characters that are its own."""
    plain = "-".join(folded_words(name))
    return f"{re.sub(r'[^a-z0-9-]', '', plain)[:100].strip('-') or 'listing'}-{record_id.hex[:6]}"


def _facts(record: Practitioner, facet: str) -> list[Fact]:
    return _in_order(fact for fact in record.facts if fact.facet == facet)


def _identity(record: Practitioner, facet: str) -> list[IdentityFact]:
    return _in_order(fact for fact in record.identity_facts if fact.facet == facet)


def _in_order(facts: Iterable[Any]) -> list[Any]:
    return sorted(facts, key=lambda fact: fact.position)
