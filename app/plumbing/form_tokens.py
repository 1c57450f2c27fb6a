"""Tokens of forms that a seeker fills in: without a cookie, for one form about one thing, once (FORM-03, FORM-04).

A form that changes something proves by its token that it came from our page, a moment ago and not at once: a person
needs some seconds. Nothing is stored until a form is accepted; then its number is, until the token has run out.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.plumbing import clock
from app.plumbing.database import Base, Instant, insert_once, removed
from app.plumbing.keys import derived
from app.plumbing.words import gettext as _

GOOD_FOR = timedelta(hours=2)
AT_LEAST = timedelta(seconds=3)
# A clock beside ours may be so far ahead.
_AHEAD = timedelta(seconds=60)


class SpentFormToken(Base):
    """The number of a token whose form was accepted."""

    __tablename__ = "spent_form_token"

    number: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    runs_out_at: Mapped[datetime] = mapped_column(Instant, index=True)


@dataclass(frozen=True, slots=True)
class FormToken:
    """A token that was read; `spend` it in the transaction that does what the form asks."""

    number: bytes
    issued_at: datetime

    def spend(self, session: Session) -> bool:
        """Whether it had not been spent; of many at once one hears yes."""
        return insert_once(session, SpentFormToken, number=self.number, runs_out_at=self.issued_at + GOOD_FOR)


class BadToken(ValueError):
    """The form cannot be taken as it came; `sentence` says what to do."""

    @property
    def sentence(self) -> str:
        raise NotImplementedError


class TooOld(BadToken):
    """It lay open too long, was made up, or belongs to another form."""

    @property
    def sentence(self) -> str:
        return _("This page had been open for a long time. Please send it once more.")


class TooSoon(BadToken):
    """Nobody fills in a form as quickly."""

    @property
    def sentence(self) -> str:
        return _("That was very quick. To keep machines out we wait a few seconds: please send it once more.")


def issue(secret: str, purpose: str, now: datetime) -> str:
    """A token for the form of this purpose, which names what it is about."""
    issued, number = f"{int(now.timestamp()):x}", secrets.token_hex(16)
    return f"{issued}.{number}.{_seal(secret, purpose, issued, number)}"


def read(secret: str, purpose: str, text: str, now: datetime) -> FormToken:
    """The token a form brought back; raises TooOld or TooSoon."""
    issued, _dot, rest = text.partition(".")
    number, _dot, seal = rest.partition(".")
    if not hmac.compare_digest(seal.encode("utf-8", "replace"), _seal(secret, purpose, issued, number).encode()):
        raise TooOld
    issued_at = datetime.fromtimestamp(int(issued, 16), now.tzinfo)
    if not -_AHEAD <= now - issued_at <= GOOD_FOR:
        raise TooOld
    if now - issued_at < AT_LEAST:
        raise TooSoon
    return FormToken(bytes.fromhex(number), issued_at)


def forget_spent(session: Session) -> int:
    """Forget the numbers of tokens that have run out by themselves; how many that were."""
    return removed(session, delete(SpentFormToken).where(SpentFormToken.runs_out_at < clock.now()))


def _seal(secret: str, purpose: str, issued: str, number: str) -> str:
    words = f"{purpose}\n{issued}\n{number}".encode("utf-8", "replace")
    return hmac.digest(derived(secret, "form tokens"), words, "sha256").hex()
