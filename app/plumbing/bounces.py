"""Addresses that mail does not reach, and how that is known: a server refused one, or a mail came back (MAIL-06).

The worker that sends notes it here, because it knows nothing of accounts; `accounts` follows within ten minutes, and
forgets addresses that are nobody's. A refusal is taken back by the first letter that the address takes again; a mail
that came back only by its owner, because the server that took it had said yes before as well.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email.message import Message

import idna
from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.plumbing import clock
from app.plumbing.database import Base, Instant, insert_for
from app.plumbing.outbox import NoAddress, one_address

_LONGEST_ADDRESS = 254
# An enhanced status code (RFC 3463): class, subject, detail.
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
# What servers say of an address when they say no more than a code.
_OF_ADDRESSES = frozenset({521, 550, 551, 552, 553, 554, 556})
# Subjects of such codes that are about the address, its mailbox, or the way to its host; all others are about us.
_SUBJECTS = frozenset({"1", "2", "4"})
# But a sender's address that will not do, and a letter that is too long, are ours.
_OURS = frozenset({("1", "7"), ("1", "8"), ("2", "3")})


class UnreachableAddress(Base):
    """An address, and since when mail does not reach it. `how`: it was "refused" at the door, or "returned" later."""

    __tablename__ = "unreachable_address"

    address: Mapped[str] = mapped_column(String(_LONGEST_ADDRESS), primary_key=True)
    since: Mapped[datetime] = mapped_column(Instant)
    how: Mapped[str] = mapped_column(String(10))


def is_about_address(code: int, said: str) -> bool:
    """Whether a server's lasting no means this address, and not who we are, what we wrote or how."""
    if not 500 <= code < 600:
        return False
    status = _STATUS.search(said)
    if status is None or status[2] == "0":
        return code in _OF_ADDRESSES
    return status[1] == "5" and status[2] in _SUBJECTS and (status[2], status[3]) not in _OURS


def refused(session: Session, address: str) -> None:
    """A server said for good that it takes no mail for this address."""
    _note(session, address, "refused")


def returned(session: Session, address: str) -> None:
    """A mail to this address was taken and came back."""
    _note(session, address, "returned")


def taken(session: Session, address: str) -> None:
    """A letter to this address was taken: a refusal before it is over."""
    row = UnreachableAddress
    session.execute(delete(row).where(row.address == known_as(address), row.how == "refused"))


def forget(session: Session, address: str) -> None:
    """Its owner has shown that mail reaches it, or has another."""
    session.execute(delete(UnreachableAddress).where(UnreachableAddress.address == known_as(address)))


def known_as(address: str) -> str:
    """The form in which an address is compared: as accounts keep it, however a server spells it."""
    local, _at, domain = address.strip().rpartition("@")
    try:
        domain = idna.decode(domain)
    except idna.IDNAError:
        """It is no domain, or one as people write it."""
    return f"{local}@{domain}".lower()[:_LONGEST_ADDRESS]


def came_back(message: Message) -> list[str]:
    """The addresses that a report of delivery (RFC 3464) says its mail has not reached for good."""
    parts = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    groups = [group for part in parts if part.is_multipart() for group in part.get_payload()]
    return list(dict.fromkeys(address for group in groups for address in _failed(group)))


def _failed(group: Message | str) -> Iterator[str]:
    if isinstance(group, str) or str(group.get("Action", "")).strip().lower() != "failed":
        return
    # Where the mail was forwarded, the address we know is the original one.
    kind, _semicolon, address = str(group.get("Original-Recipient") or group.get("Final-Recipient", "")).partition(";")
    status = _STATUS.search(str(group.get("Status", "")))
    lasting = status is None or is_about_address(550, f"5.{status[2]}.{status[3]}")
    if kind.strip().lower() in ("rfc822", "utf-8") and lasting and (plain := _plain_address(address)):
        yield plain


def _plain_address(text: str) -> str | None:
    try:
        return one_address(text.strip().strip("<>"))
    except NoAddress:
        return None


def _note(session: Session, address: str, how: str) -> None:
    row = insert_for(session)(UnreachableAddress).values(address=known_as(address), since=clock.now(), how=how)
    # Since when stays; what came back weighs more than what was refused.
    again = {"how": how} if how == "returned" else {"address": row.excluded.address}
    session.execute(row.on_conflict_do_update(index_elements=["address"], set_=again))
