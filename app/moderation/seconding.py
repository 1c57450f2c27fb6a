"""What waits for a second steward: acts that one has proposed, and entries that one has found."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort, url_for
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.accounts.people.queries import account_by_id, active_stewards, count_proposals, proposal_by_id, proposals
from app.accounts.people.rules import two_are_there
from app.accounts.people.wording import ActWords, reasons_of, words_of
from app.criteria.labels import labels_of
from app.criteria.wording import reader
from app.listings.requests import directory
from app.moderation.queries import awaiting_second
from app.plumbing.requests import database_session


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits; `is_own` when whoever looks was the first."""

    address: str
    what: str
    about: str
    since: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class SecondPage:
    """All that waits; `two` whether there are two stewards at all."""

    two: bool
    proposals: tuple[Waiting, ...]
    entries: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One act that somebody proposed."""

    email: str
    words: ActWords
    reason: str
    since: str
    is_own: bool
    person: str


def second_page() -> SecondPage:
    """All that waits, the longest first."""
    session, reads, here = database_session(), reader(), account_id()
    labels = labels_of(directory().lexicon, reads.code)
    return SecondPage(
        two=two_are_there(active_stewards(session)),
        proposals=tuple(
            Waiting(
                url_for("moderation.proposal", proposal_id=one.proposal.id),
                words_of(one.proposal.act).title,
                one.email,
                reads.ago(one.proposal.proposed_at.date()),
                one.proposal.proposed_by == here,
            )
            for one in proposals(session)
        ),
        entries=tuple(
            Waiting(
                url_for("moderation.registration", registration_id=one.registration_id),
                labels.of("register", one.body),
                one.name,
                reads.ago(one.found_at.date()),
                one.found_by == here,
            )
            for one in awaiting_second(session)
        ),
    )


def count_for_two(session: Session) -> int:
    """How much waits for a second steward."""
    return count_proposals(session) + len(awaiting_second(session))


def proposal_page(proposal_id: UUID) -> ProposalPage:
    """One proposal; answers 404 when it is decided."""
    session = database_session()
    proposal = proposal_by_id(session, proposal_id)
    account = None if proposal is None else account_by_id(session, proposal.account_id)
    if proposal is None or account is None:
        abort(404)
    return ProposalPage(
        email=account.email,
        words=words_of(proposal.act),
        reason=reasons_of(proposal.act)[proposal.reason],
        since=reader().day(proposal.proposed_at.date()),
        is_own=proposal.proposed_by == account_id(),
        person=url_for("moderation.person", person_id=account.id),
    )
