"""The page on which a listing is brought back: the file, what it would change, the one button."""

from dataclasses import dataclass, replace

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from wtforms import BooleanField, HiddenField

from app.access.visitors import account_id
from app.credentials.actions import RegistrationRefused
from app.editor.asking import asked_of
from app.editor.kinds.meant import AUDIENCE_NAMES
from app.listings.listing import AUDIENCES
from app.ownership.actions import put_brought_away
from app.ownership.archives import MOST_BYTES, ArchiveRefused, Brought, read_archive
from app.ownership.bringing import NobodyNamed, Outcome, bring_back, version_of
from app.ownership.keeping import keep, kept
from app.plumbing.requests import database
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l
from app.practitioners.models import Practitioner
from app.practitioners.queries import listing_of


class FileForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    file = FileField(_l("The archive you took with you, or the listing.json in it"), render_kw={"accept": ".zip,.json"})


class UseForm(FlaskForm):  # type: ignore[misc]
    seen = HiddenField()
    consents = BooleanField(_l("Yes, all of these may see this from now on"))


@dataclass(frozen=True, slots=True)
class Consent:
    """What would be seen by more than see it now: the fact, by whom, and the wording that was consented to before."""

    fact: str
    audiences: str
    wording: str


@dataclass(frozen=True, slots=True)
class Returning:
    """What `ownership/bring.html` shows. `outcome` is None while nothing was brought; `has_listing`: one is there."""

    form: FileForm
    has_listing: bool
    use: UseForm | None = None
    outcome: Outcome | None = None
    consents: tuple[Consent, ...] = ()
    refusal: str | None = None
    status: int = 200


def returning_page() -> Returning:
    """The form for a file, and what the one that was brought would change: done, looked at, and undone."""
    with database().writing() as session:
        try:
            return _page(session)
        finally:
            session.rollback()


def file_sent() -> Returning | None:
    """Keep the file that was sent, to be looked at; the page again with what is wrong with it."""
    form = FileForm()
    try:
        brought = read_archive(form.file.data.read(MOST_BYTES + 1) if form.file.data else b"")
    except ArchiveRefused as refused:
        page = returning_page()
        page.form.file.errors = [_("Please choose a file first.") if not form.file.data else str(refused)]
        return replace(page, status=refused.status)
    with database().writing() as session:
        keep(session, account_id(), brought)
    return None


def put_away() -> None:
    """What was brought is not wanted."""
    with database().writing() as session:
        put_brought_away(session, account_id())


def used() -> Returning | None:
    """Bring it back, if all is as it was when the page was shown; otherwise the page as it is now."""
    sent = UseForm()
    with database().writing() as session:
        found = kept(session, account_id())
        record = listing_of(session, account_id(), to_change=True)
        if found is not None and sent.seen.data == _seen(session, record, found[1]):
            try:
                bring_back(session, account_id(), record, found[0], consents=bool(sent.consents.data), really=True)
                put_brought_away(session, account_id())
                return None
            except (NobodyNamed, RegistrationRefused):
                # Said below, where it is looked at once more.
                session.rollback()
    again = _("Your listing, or the file, was changed meanwhile. This is how both stand now. Please look again.")
    page = returning_page()
    return replace(page, refusal=page.refusal or (again if found else None), status=409)


def _page(session: Session) -> Returning:
    record = listing_of(session, account_id(), to_change=True)
    blank = Returning(FileForm(formdata=None), record is not None)
    found = kept(session, account_id())
    if found is None:
        return blank
    brought, which = found
    use = UseForm(formdata=None, seen=_seen(session, record, which), consents=request.form.get("consents") is not None)
    try:
        consents = _consents(record, brought)
        outcome = bring_back(session, account_id(), record, brought, consents=True, really=False)
    except NobodyNamed:
        return replace(
            blank, refusal=_("The file does not say whom the listing is about. Please begin a listing first.")
        )
    except RegistrationRefused as refused:
        return replace(blank, refusal=str(refused))
    return replace(blank, use=use, outcome=outcome, consents=consents)


def _seen(session: Session, record: Practitioner | None, which: str) -> str:
    return f"{version_of(session, record)}-{which}"


def _consents(record: Practitioner | None, brought: Brought) -> tuple[Consent, ...]:
    """What of the file would be seen by more than see it now."""
    now = {f"{f.facet}:{f.slug}": set(f.audiences) for f in (record.identity_facts if record else ())}
    wordings = {f"{c['facet']}:{c['slug']}": c["wording"] for c in brought.listing["consents"]}
    asked, found = asked_of(record, record), []
    for key, said in brought.listing["answers"].get("consent", {}).items():
        facet, _colon, slug = key.partition(":")
        more = set(said["audiences"]) & set(AUDIENCES) - now.get(key, set())
        if more and slug in asked.labels.terms(facet):
            seen = asked.reads.listed([str(AUDIENCE_NAMES[a]) for a in AUDIENCES if a in said["audiences"]])
            found.append(Consent(asked.labels.of(facet, slug), seen, wordings.get(key, _("not said"))))
    return tuple(found)
