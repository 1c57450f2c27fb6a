"""What becomes of enquiries by time alone: seekers are freed, practitioners told once more, everything erased."""

from sqlalchemy.orm import Session

from app.enquiries import queries
from app.enquiries.measuring.actions import note_decided
from app.enquiries.requests import Desk
from app.enquiries.rules import ENDS, KEPT_AT_MOST, LEFT, State
from app.enquiries.telling import tell_seeker
from app.plumbing import clock
from app.plumbing.monthly_keys import MonthlyKeys

# A round does so many, so that no transaction is long; the next goes on.
_AT_ONCE = 500


def free_seekers(session: Session, desk: Desk) -> int:
    """Whoever had no answer within the promised days is freed and told; how many were."""
    now = clock.now()
    freed = queries.overdue(session, now, _AT_ONCE)
    # In the order in which everybody comes to the rows of several practitioners.
    for conversation in sorted(freed, key=lambda each: str(each.practitioner_id)):
        note_decided(session, desk, conversation)
        conversation.state = State.EXPIRED
    for enquiry in {conversation.enquiry_id: conversation.enquiry for conversation in freed}.values():
        tell_seeker(session, desk, enquiry, now)
    return len(freed)


def let_go(session: Session, desk: Desk) -> int:
    """Whoever wrote to a practitioner who has left waits no longer, and is told; how many conversations that ended."""
    now, gone = clock.now(), queries.left(session, _AT_ONCE)
    waited = {each.enquiry_id: each.enquiry for each in gone if State(each.state) not in ENDS}
    for conversation in gone:
        if State(conversation.state) not in ENDS:
            conversation.state, conversation.ended_at = State.ENDED, now
        conversation.ended_by = LEFT
    for enquiry in waited.values():
        tell_seeker(session, desk, enquiry, now)
    return len(waited)


def tell_of_more(session: Session, desk: Desk) -> None:
    """Tell practitioners of what came since they were last told, all in one."""
    now = clock.now()
    notices = {notice.practitioner_id: notice for notice in queries.notices_due(session, now)}
    for person in queries.reachable(session, list(notices)):
        notice = notices[person.practitioner_id]
        notice.told_at, notice.more_since = now, False
        desk.letters.to_practitioner(session, person.address, None)


def erase(session: Session) -> int:
    """Erase what is no longer kept, and what hangs on it; how many enquiries."""
    past = queries.past(session, clock.now(), _AT_ONCE)
    for enquiry in past:
        session.delete(enquiry)
    return len(past)


def destroy_keys(keys: MonthlyKeys) -> list[str]:
    """Destroy the keys of months of which nothing is kept any more; their names."""
    return keys.destroy_before(clock.now() - KEPT_AT_MOST)
