"""Somebody of whom every table and every column holds something: words that are in no other row of any table."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Boolean, Column, Date, Float, Integer, LargeBinary, String, Table, Uuid, insert
from sqlalchemy.orm import Session

from app.editor.holdings import NOT_THEIRS
from app.plumbing import clock
from app.plumbing.database import Base, Instant
from app.plumbing.files import Files
from app.plumbing.holdings import tables_of

# What a constraint, or whoever reads the column, allows nothing else in; each is one of a few words of ours.
OF_OURS: dict[str, Any] = {
    "account.role": "practitioner",
    "account.suspended_at": None,
    "record.type": "practitioner",
    "record.kind": "individual",
    "record.status": "published",
    "record.fictional": False,
    "record.rhythm_days": 30,
    "practitioner.reminded_step": "due",
    "identity_fact.facet": "gender",
    "review.part": "listing",
    "review.decision": "accepted",
    "photo.state": "public",
    "premises.precision": "town",
    "premises.country": "GB",
    "offer.currency": "GBP",
    "offer.fee_model": "range",
    "offer.availability": "now",
    "register_check.outcome": "found",
    "evidence.media_type": "application/pdf",
    "monthly_count.kind": "viewed",
    "proposal.act": "make-steward",
    "report_case.outcome": "nothing-wrong",
    "report_count.reason": "other",
    "report_text.reason": "other",
    "report_case_act.act": "asked",
    "practitioner.promised_days": 5,
    "reply_count.within": 24,
    "reply_part.kind": "reduced",
    "conversation_words.author": "practitioner",
    "vouch.ended_by": "organisation",
    # Its last owner could not go.
    "member.role": "editor",
}


class Canaries:
    """The rows of one person, written past every form: `words` are all that is in them, by `table.column`."""

    def __init__(self, session: Session, stored: Files, name: str) -> None:
        self.name = name
        self.words: dict[str, str] = {}
        self.keys: dict[str, dict[str, Any]] = {}
        self._stored = stored
        owned = tables_of("account", NOT_THEIRS) - {"service", "organisation"}
        # A seeker's, to hang a conversation on: neither theirs nor erased with them.
        self.keys["conversation"] = {"id": _somebody_wrote(session)}
        # An organisation is its members' together, and stays when one goes.
        self.keys["organisation"] = {"id": _organisation(session)}
        self.keys["collection"] = {"id": _collection(session, self.keys["organisation"]["id"])}
        for table in Base.metadata.sorted_tables:
            if table.name in owned:
                row = {column.name: self._value(table, column) for column in table.columns}
                self.keys[table.name] = {key.name: row[key.name] for key in table.primary_key.columns}
                session.execute(insert(table).values(row))
        for others in ("conversation", "organisation", "collection"):
            del self.keys[others]

    @property
    def account_id(self) -> UUID:
        found: UUID = self.keys["account"]["id"]
        return found

    def _value(self, table: Table, column: Column[Any]) -> Any:
        for key in column.foreign_keys:
            there = self.keys.get(key.column.table.name)
            # Another's decision is not made by oneself.
            return None if there is None or column.name == "decided_by" else there[key.column.name]
        name = f"{table.name}.{column.name}"
        if name in OF_OURS:
            return OF_OURS[name]
        if "attune_kind_of_file" in column.info:
            return self._stored.write(column.info["attune_kind_of_file"], self._word(name).encode())
        return self._of_type(column, name)

    def _of_type(self, column: Column[Any], name: str) -> Any:
        kind = column.type
        if isinstance(kind, Uuid):
            return uuid4()
        if isinstance(kind, LargeBinary):
            return self._word(name).encode().ljust(32, b".")[:32]
        if isinstance(kind, String):
            return self._word(name)[: kind.length]
        if isinstance(kind, Date):
            return date(2026, 11, 1)
        if isinstance(kind, Float):
            return 53.8
        if isinstance(kind, Integer):
            return 1
        if isinstance(kind, Boolean):
            return True
        if isinstance(kind, Instant):
            # What runs out does so later.
            return clock.now() + timedelta(hours=column.name == "expires_at")
        return self._of_json(name)

    def _of_json(self, name: str) -> Any:
        word = self._word(name)
        shapes = {
            "premises.access": {word: {"answer": "yes", "measure": word, "confirmed_on": "2026-11-01"}},
            "offer.fee_terms": {"least": 100, "note": word},
        }
        return shapes.get(name, [word])

    def _word(self, name: str) -> str:
        # Short enough for a column of a slug: what is kept of it must still be nobody else's.
        number = len(self.words)
        self.words[name] = f"{self.name}{number:03d}"
        if name == "account.email":
            self.words[name] += "@example.org"
        return self.words[name]


def _organisation(session: Session) -> UUID:
    id = uuid4()
    row = {"id": id, "name": "Harbour Collective", "status": "approved", "created_at": clock.now()}
    session.execute(insert(Base.metadata.tables["organisation"]).values(**row))
    return id


def _collection(session: Session, organisation_id: UUID) -> UUID:
    id = uuid4()
    row = {"id": id, "organisation_id": organisation_id, "title": "People we know", "language": "en", "public": True}
    times = {"position": 1, "created_at": clock.now(), "changed_at": clock.now()}
    session.execute(insert(Base.metadata.tables["collection"]).values(**row, **times))
    return id


def _somebody_wrote(session: Session) -> UUID:
    enquiry_id = uuid4()
    sealed = {"letter_sealed": b".", "key_hash": enquiry_id.bytes * 2, "locale": "en", "mails": 0}
    now, conversation_id = clock.now(), uuid4()
    session.execute(insert(Base.metadata.tables["enquiry"]).values(id=enquiry_id, sent_at=now, **sealed))
    of_it = {"id": conversation_id, "enquiry_id": enquiry_id, "answering_key_hash": conversation_id.bytes * 2}
    state = {"position": 0, "state": "yes", "sent_at": now, "due_at": now}
    session.execute(insert(Base.metadata.tables["conversation"]).values(**of_it, **state))
    return conversation_id
