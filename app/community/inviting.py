"""Inviting somebody by mail, not more often than anybody may have a letter sent."""

from uuid import UUID

from app.accounts.throttles import keys
from app.accounts.throttles.actions import claim
from app.community import letters
from app.organisations.members.actions import invite
from app.plumbing import clock
from app.plumbing.requests import database


def invite_by_mail(organisation_id: UUID, email: str, role: str, actor: UUID) -> None:
    """Raises Refused, TooMany."""
    with database().writing() as session:
        claim(session, keys.of_letter(email), clock.now())
        letters.invited(session, email, invite(session, organisation_id, email, role, actor))
