"""A row of everything that ends by the clock, as it is when its time begins to run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy.orm import Session

from app.access.models import ApiKey
from app.accounts.factors.models import PasskeyChallenge
from app.accounts.factors.rules import CHALLENGE_GOOD_FOR
from app.accounts.links import LONGEST
from app.accounts.models import Account, AttemptCount, KnownDevice, MailedLink, SignedInSession
from app.accounts.people.models import FactorReset
from app.accounts.people.rules import RESET_WAITS
from app.credentials.evidence.models import Evidence
from app.credentials.models import RegisterCheck, Registration
from app.enquiries.measuring.models import ReplyMark
from app.enquiries.models import Conversation, Enquiry, Surge
from app.enquiries.rules import KEPT_AFTER_END, KEPT_AT_MOST, SURGE_OVER_AFTER, State
from app.listings.counts.models import CountedMonth, MonthlyCount
from app.listings.counts.rules import VIEWED, month_of
from app.listings.replies.models import ReplyCount
from app.moderation.reports.models import ReportCase, ReportText
from app.organisations.models import Invitation, Organisation
from app.organisations.rules import INVITED_FOR
from app.ownership.models import BroughtListing
from app.plumbing.database import Base
from app.plumbing.form_tokens import GOOD_FOR, SpentFormToken
from app.plumbing.mailing import ASIDE_FOR, KEPT_UNSENT
from app.plumbing.outbox import OutboxMail
from app.practitioners.models import Practitioner
from app.unmet.demand.models import SearchedMonth
from app.waiting import rules as waiting
from app.waiting.models import WaitingEntry
from app.waiting.news import rules as news
from app.waiting.news.models import NewsRequest
from app.waiting.news.requests import of as news_desk
from app.waiting.requests import of as room

ADDRESS = "rosa@example.org"


@dataclass(frozen=True)
class World:
    """Whose rows they are: an account with a listing, one of its offers, one of its entries in a register."""

    app: Flask
    account: UUID
    record: UUID
    offer: UUID
    registration: UUID


Make = Callable[[Session, World, datetime], Base]


def world(app: Flask, session: Session, record: UUID, offer: UUID, now: datetime) -> World:
    account, entry = uuid4(), uuid4()
    session.add(Account(id=account, email="ada@example.org", role="practitioner", created_at=now))
    session.add(Registration(id=entry, record_id=record, body="bacp", number="1", number_normalised="1"))
    session.flush()
    session.get_one(Practitioner, record).account_id = account
    return World(app, account, record, offer, entry)


def _enquiry(session: Session, here: World, now: datetime, ended: datetime | None) -> Enquiry:
    sent = Enquiry(id=uuid4(), key_hash=uuid4().bytes, letter_sealed=b"sealed", mails=0, locale="en", sent_at=now)
    sent.conversations = [
        Conversation(
            practitioner_id=here.record,
            answering_key_hash=uuid4().bytes,
            position=0,
            state=State.YES if ended is None else State.ENDED,
            sent_at=now,
            due_at=now,
            ended_at=ended,
        )
    ]
    return sent


def _waiting(session: Session, here: World, now: datetime, **fields: datetime) -> WaitingEntry:
    seals = room(here.app).seals
    found = WaitingEntry(id=uuid4(), offer_id=here.offer, address_sealed=seals.sealed(ADDRESS), locale="en", mails=0)
    found.address_hash, found.key_hash, found.asked_at = uuid4().bytes, uuid4().bytes, now
    for name, value in fields.items():
        setattr(found, name, value)
    return found


def _news(session: Session, here: World, now: datetime, renewed: datetime | None) -> NewsRequest:
    seals = news_desk(here.app).seals
    found = NewsRequest(id=uuid4(), address_hash=b"hash", key_hash=uuid4().bytes, locale="en", asked_at=now)
    found.looked_at, found.confirmed_at, found.renewed_at = now, renewed, renewed
    for column, text in (("address_sealed", ADDRESS), ("found_sealed", "[]"), ("asked_sealed", '[["q","xyzzy"]]')):
        setattr(found, column, seals.seal(found.id, column, text, now))
    return found


def _letter(session: Session, here: World, now: datetime, parked: datetime | None) -> OutboxMail:
    return OutboxMail(
        recipient=ADDRESS, subject="Your link", body="", created_at=now, due_at=now, tries=0, parked_at=parked
    )


def _session(session: Session, here: World, now: datetime) -> SignedInSession:
    times = {"created_at": now, "authenticated_at": now, "last_seen_at": now}
    return SignedInSession(
        reference_sha256=b"reference", account_id=here.account, stage="complete", label="Firefox", **times
    )


def _link(session: Session, here: World, now: datetime) -> MailedLink:
    return MailedLink(
        token_sha256=b"token", purpose="undo-move", account_id=here.account, email=ADDRESS, created_at=now,
        expires_at=now + LONGEST,
    )  # fmt: skip


def _check(session: Session, here: World, now: datetime) -> RegisterCheck:
    return RegisterCheck(
        registration_id=here.registration, checked_at=now, method="document-seen", outcome="found", evidence="desk 4"
    )


def _evidence(session: Session, here: World, now: datetime) -> Evidence:
    return Evidence(
        registration_id=here.registration, file="0" * 32, media_type="application/pdf", received_at=now, decided_at=now
    )


def _text(session: Session, here: World, now: datetime) -> ReportText:
    case = ReportCase(id=uuid4(), listing_id=here.record, opened_on=now.date(), closed_at=now, outcome="nothing-wrong")
    session.add(case)
    session.flush()
    return ReportText(case_id=case.id, reason="other", sealed=b"sealed", received_on=now.date())


def _challenge(session: Session, here: World, now: datetime) -> PasskeyChallenge:
    return PasskeyChallenge(challenge_sha256=b"asked", purpose="enter", expires_at=now + CHALLENGE_GOOD_FOR)


def _seen(session: Session, here: World, now: datetime) -> MonthlyCount:
    return MonthlyCount(listing_id=here.record, month=month_of(now.date()), kind=VIEWED, total=100)


def _invitation(session: Session, here: World, now: datetime) -> Invitation:
    asks = Organisation(id=uuid4(), name="Harbour Collective", status="approved", created_at=now)
    session.add(asks)
    session.flush()
    return Invitation(
        organisation_id=asks.id,
        email=ADDRESS,
        role="editor",
        token_sha256=b"link",
        created_at=now,
        expires_at=now + INVITED_FOR,
    )


# (table, its period; None where it is whole months) -> what makes a row whose time begins now.
ROWS: Mapping[tuple[str, timedelta | None], Make] = {
    ("enquiry", KEPT_AFTER_END): lambda s, w, now: _enquiry(s, w, now, now),
    ("enquiry", KEPT_AT_MOST): lambda s, w, now: _enquiry(s, w, now, None),
    ("waiting_entry", waiting.CONFIRM_WITHIN): _waiting,
    ("waiting_entry", waiting.TOLD_FOR): lambda s, w, now: _waiting(
        s, w, now, confirmed_at=now, renewed_at=now, told_at=now
    ),
    ("waiting_entry", waiting.KEPT_FOR): lambda s, w, now: _waiting(s, w, now, confirmed_at=now, renewed_at=now),
    ("news_request", news.CONFIRM_WITHIN): lambda s, w, now: _news(s, w, now, None),
    ("news_request", news.KEPT_FOR): lambda s, w, now: _news(s, w, now, now),
    ("outbox_mail", ASIDE_FOR): lambda s, w, now: _letter(s, w, now, now),
    ("outbox_mail", KEPT_UNSENT): lambda s, w, now: _letter(s, w, now, None),
    ("spent_form_token", GOOD_FOR): lambda s, w, now: SpentFormToken(number=b"once", runs_out_at=now + GOOD_FOR),
    ("api_key", timedelta(days=90)): lambda s, w, now: ApiKey(
        name="a", prefix="b", secret_sha256=b"c", scopes=[], created_at=now, revoked_at=now
    ),
    ("signed_in_session", timedelta(hours=12)): _session,
    ("known_device", timedelta(days=365)): lambda s, w, now: KnownDevice(
        device_sha256=b"device", account_id=w.account, created_at=now
    ),
    ("mailed_link", LONGEST): _link,
    ("invitation", INVITED_FOR): _invitation,
    ("attempt_count", timedelta(hours=12)): lambda s, w, now: AttemptCount(
        key_hmac=b"key", failures=3, since=now, last_at=now
    ),
    ("passkey_challenge", CHALLENGE_GOOD_FOR): _challenge,
    ("factor_reset", RESET_WAITS): lambda s, w, now: FactorReset(
        account_id=w.account, asked_at=now, due_at=now + RESET_WAITS
    ),
    ("register_check", timedelta(days=30)): _check,
    ("evidence", timedelta(days=30)): _evidence,
    ("report_text", timedelta(days=30)): _text,
    ("brought_listing", timedelta(hours=1)): lambda s, w, now: BroughtListing(
        account_id=w.account, sealed=b"sealed", brought_at=now
    ),
    ("monthly_count", None): _seen,
    ("enquiry_surge", SURGE_OVER_AFTER): lambda s, w, now: Surge(practitioner_id=w.record, last_at=now),
    ("reply_count", None): lambda s, w, now: ReplyCount(
        practitioner_id=w.record, month=month_of(now.date()), within=24, total=1
    ),
    ("reply_mark", None): lambda s, w, now: ReplyMark(practitioner_id=w.record, mark=7, month=month_of(now.date())),
    ("searched_month", None): lambda s, w, now: SearchedMonth(
        month=month_of(now.date()), facet="language", value="ti", band="30", area="GB-ENG", total=10
    ),
    ("counted_month", None): lambda s, w, now: CountedMonth(month=month_of(now.date())),
}
