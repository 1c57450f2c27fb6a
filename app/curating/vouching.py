"""The pages of vouches: what an organisation said and to whom it may say it, and what is said about a practitioner."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import abort, current_app

from app.access.visitors import account_id, organisation_id
from app.criteria.labels import labels_of
from app.criteria.wording import Reader, reader
from app.curating.forms import VouchForm
from app.curating.looking import Candidate, candidates
from app.curating.working import writing
from app.listings.requests import directory
from app.organisations.vouching import actions
from app.organisations.vouching.actions import VouchRefused
from app.organisations.vouching.models import Vouch
from app.organisations.vouching.queries import Given, vouch_about, vouch_by, vouches_about, vouches_by
from app.organisations.vouching.rules import stands_until
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _
from app.practitioners.writing import Writing

Act = Callable[[Writing, Vouch], None]


@dataclass(frozen=True, slots=True)
class VouchView:
    """A vouch as one side sees it. `stands`: it is said now; `taken_off`: whom it is about did not want it."""

    id: UUID
    organisation: str
    name: str
    words: str
    standing: str
    interest: str | None
    stands: bool
    renewable: bool
    taken_off: bool


@dataclass(frozen=True, slots=True)
class VouchesPage:
    """What an organisation said, and who was looked for."""

    vouches: tuple[VouchView, ...]
    looked: str
    found: tuple[Candidate, ...]


def vouches_page(looked: str) -> VouchesPage:
    """The vouches of the organisation this request is for."""
    given = vouches_by(database_session(), organisation_id())
    return VouchesPage(_views(given), looked, candidates(looked))


def about_me() -> tuple[VouchView, ...]:
    """What is said about whoever is signed in."""
    return _views(vouches_about(database_session(), account_id()))


def candidate(listing_id: UUID) -> Candidate:
    """Whom a member is about to vouch for; aborts with 404."""
    found = candidates(str(listing_id))
    return found[0] if found else abort(404)


def communities() -> list[tuple[str, str]]:
    """The communities of the vocabulary, (slug, label), by label."""
    labels = labels_of(directory().lexicon, reader().code)
    known = ((slug, labels.of("community", slug)) for slug in labels.offered("community"))
    return sorted(known, key=lambda pair: pair[1].casefold())


def given(listing_id: UUID, form: VouchForm) -> bool:
    """Vouch as was sent; when it is refused the form says why."""
    try:
        with database().writing() as session:
            actions.give(
                writing(session),
                organisation_id(),
                listing_id,
                form.community.data,
                form.declared(),
                current_app.config["BASE_URL"],
            )
    except VouchRefused as refusal:
        form.form_errors.append(str(refusal))
        return False
    return True


def renewed(vouch_id: UUID) -> str | None:
    """Say again what a vouch of this organisation says; or why that cannot be."""
    base_url = current_app.config["BASE_URL"]
    try:
        with_own(vouch_id, lambda writing, vouch: actions.renew(writing, vouch, base_url))
    except VouchRefused as refusal:
        return str(refusal)
    return None


def with_own(vouch_id: UUID, act: Act) -> None:
    """Do something with a vouch of the organisation this request is for."""
    with database().writing() as session:
        act(writing(session), vouch_by(session, organisation_id(), vouch_id) or abort(404))


def with_mine(vouch_id: UUID, act: Act) -> None:
    """Do something with a vouch about whoever is signed in."""
    with database().writing() as session:
        act(writing(session), vouch_about(session, account_id(), vouch_id) or abort(404))


def _views(vouches: list[Given]) -> tuple[VouchView, ...]:
    reads = reader()
    labels = labels_of(directory().lexicon, reads.code)
    return tuple(_view(vouch, labels.of("community", vouch.community), reads) for vouch in vouches)


def _view(vouch: Given, community: str, reads: Reader) -> VouchView:
    until = stands_until(vouch.given_on)
    stands = vouch.ended_at is None and reads.today <= until
    return VouchView(
        id=vouch.id,
        organisation=vouch.organisation,
        name=vouch.name,
        words=_("for %(community)s, %(day)s", community=community, day=reads.day(vouch.given_on)),
        standing=_standing(vouch, reads, stands=stands),
        interest=vouch.interest,
        stands=stands,
        renewable=vouch.ended_at is None,
        taken_off=vouch.ended_by == "practitioner",
    )


def _standing(vouch: Given, reads: Reader, *, stands: bool) -> str:
    until = reads.day(stands_until(vouch.given_on))
    if stands:
        return _("Stands until %(day)s", day=until)
    if vouch.ended_at is None:
        return _("Ran out on %(day)s", day=until)
    day = reads.day(vouch.ended_at.date())
    if vouch.ended_by == "practitioner":
        return _("Taken off on %(day)s by whom it is about", day=day)
    return _("Taken back on %(day)s", day=day)
