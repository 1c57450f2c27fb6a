"""Asking for news, saying that it was oneself, hearing, staying, leaving; and what is done on a round."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from app.plumbing import clock
from app.plumbing.form_tokens import FormToken
from app.plumbing.keys import key_hash
from app.plumbing.monthly_keys import Sealed
from app.waiting.news import queries
from app.waiting.news.letters import Letters
from app.waiting.news.models import NewsRequest
from app.waiting.news.rules import MOST_OF_AN_ADDRESS, is_news, may_tell
from app.waiting.news.sealing import Pairs, Seals, read, written
from app.waiting.rules import Answer

# The ids that a search finds now; None when it can no longer be asked.
Look = Callable[[Pairs], frozenset[str] | None]
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class NewsDesk:
    """Where an installation keeps who wants news."""

    seals: Seals
    letters: Letters


def ask(
    session: Session, desk: NewsDesk, token: FormToken, pairs: Pairs, look: Look, address: str, locale: str
) -> None:
    """Have an address asked whether it wants news of this search.

    Whether it has asked for as many as it may makes no difference to whoever typed it.
    """
    now = clock.now()
    if not token.spend(session):
        return
    hashed = desk.seals.hash_of(address)
    if queries.number_of(session, hashed, now) >= MOST_OF_AN_ADDRESS:
        return
    request = NewsRequest(id=uuid4(), address_hash=hashed, locale=locale, asked_at=now, looked_at=now)
    request.key_hash = key_hash(desk.seals.key_of(request.id))
    request.address_sealed = desk.seals.seal(request.id, "address_sealed", address, now)
    request.asked_sealed = desk.seals.seal(request.id, "asked_sealed", written(pairs), now)
    _remember(desk, request, look(pairs) or frozenset(), now)
    session.add(request)
    desk.letters.asks(session, request)


def answer(session: Session, desk: NewsDesk, key: str, given: Answer) -> bool:
    """What somebody says on the page of their request; whether there is one."""
    now = clock.now()
    request = queries.request_by_key(session, key, now, to_change=True)
    if request is None:
        return False
    if given is Answer.LEAVE:
        session.delete(request)
        return True
    request.confirmed_at = request.confirmed_at or now
    request.renewed_at, request.reminded_at = now, None
    _seal_again(desk, request, now)
    return True


def look_round(session: Session, desk: NewsDesk, look: Look) -> int:
    """Look at the searches that are due, and tell whoever has news; how many were told."""
    now, told = clock.now(), 0
    for request in queries.to_look_at(session, now, _AT_ONCE):
        request.looked_at = now
        try:
            pairs = asked_of(desk, request)
            before = frozenset(json.loads(desk.seals.open(request.id, "found_sealed", request.found_sealed)))
        except Sealed:
            session.delete(request)
            continue
        found = look(pairs)
        if found is None or found == before or (is_news(found, before) and not may_tell(request.told_at, now)):
            continue
        if is_news(found, before) and desk.letters.tells(session, request):
            request.told_at = now
            told += 1
        _remember(desk, request, found, now)
    return told


def remind(session: Session, desk: NewsDesk) -> None:
    """Ask those who end soon whether they still want to hear."""
    now = clock.now()
    for request in queries.to_remind(session, now, _AT_ONCE):
        request.reminded_at = now
        desk.letters.reminds(session, request)


def forget(session: Session) -> int:
    """Erase what has run out; how many that were."""
    over = queries.run_out(session, clock.now(), _AT_ONCE)
    _delete(session, over)
    return len(over)


def asked_of(desk: NewsDesk, request: NewsRequest) -> Pairs:
    """What was asked; raises `monthly_keys.Sealed`."""
    return read(desk.seals.open(request.id, "asked_sealed", request.asked_sealed))


def _remember(desk: NewsDesk, request: NewsRequest, found: frozenset[str], now: datetime) -> None:
    request.found_sealed = desk.seals.seal(request.id, "found_sealed", json.dumps(sorted(found)), now)


def _seal_again(desk: NewsDesk, request: NewsRequest, now: datetime) -> None:
    """Under this month's key: the one of the month in which it was asked is destroyed some day."""
    for column in ("asked_sealed", "found_sealed", "address_sealed"):
        text = desk.seals.open(request.id, column, getattr(request, column))
        setattr(request, column, desk.seals.seal(request.id, column, text, now))


def _delete(session: Session, requests: Sequence[NewsRequest]) -> None:
    for request in requests:
        session.delete(request)
