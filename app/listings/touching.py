"""Which records a change of something else touches: what is published of them says it too."""

from sqlalchemy import event
from sqlalchemy import inspect as state_of
from sqlalchemy.orm import Session, sessionmaker

from app.accounts.models import Account
from app.credentials.models import RegisterCheck
from app.listings.records import kept_by, record_of
from app.organisations.collections.models import Collection
from app.organisations.collections.queries import records_listed_by, records_on
from app.organisations.models import Member, Organisation
from app.organisations.vouching.models import Vouch
from app.organisations.vouching.queries import vouched_for
from app.plumbing.changes import VOCABULARY, raise_counter
from app.practitioners.models import Record

TOUCHED = "attune_touched_records"
_NAMES = "attune_changed_names"


def watch(sessions: sessionmaker[Session]) -> None:
    """From now on these sessions note what they touch, under TOUCHED."""
    # What is deleted is asked before it is gone, since what hung on it goes with it.
    event.listen(sessions, "before_flush", _note_going)
    event.listen(sessions, "after_flush", _note_changed)
    event.listen(sessions, "before_commit", _count_names)


def _note_going(session: Session, _flush: object, _instances: object) -> None:
    with session.no_autoflush:
        for going in session.deleted:
            if isinstance(going, Organisation | Collection):
                _touch_all_of(session, going)


def _note_changed(session: Session, _flush: object) -> None:
    touched = session.info.setdefault(TOUCHED, set())
    with session.no_autoflush:
        for changed in (*session.new, *session.dirty, *session.deleted):
            record_id = changed.id if isinstance(changed, Record) else getattr(changed, "record_id", None)
            if isinstance(changed, RegisterCheck):
                record_id = record_of(session, changed.registration_id)
            if (isinstance(changed, Account) and _is_seen(changed)) or isinstance(changed, Member):
                # Nobody is vouched for by an organisation they belong to.
                record_id = kept_by(session, changed.id if isinstance(changed, Account) else changed.account_id)
            if record_id is not None:
                touched.add(record_id)
            if isinstance(changed, Vouch) and changed in session.new:
                session.info[_NAMES] = True
        for shown in session.dirty:
            if isinstance(shown, Organisation | Collection) and _is_said(shown):
                _touch_all_of(session, shown)
        if any(isinstance(made, Collection) for made in session.new):
            session.info[_NAMES] = True


def _touch_all_of(session: Session, changed: Organisation | Collection) -> None:
    """Everybody an organisation vouches for or lists, everybody on a list."""
    touched = session.info.setdefault(TOUCHED, set())
    if isinstance(changed, Collection):
        touched |= records_on(session, [changed.id])
    else:
        touched |= vouched_for(session, changed.id) | records_listed_by(session, changed.id)
    session.info[_NAMES] = True


def _count_names(session: Session) -> None:
    """Every process reads the names of lists and of who vouches with its words."""
    session.flush()
    if session.info.pop(_NAMES, False):
        raise_counter(session, VOCABULARY)


def _is_seen(account: Account) -> bool:
    """Whether what has changed of an account shows in what it keeps."""
    changed = state_of(account).attrs
    return changed.suspended_at.history.has_changes() or changed.unreachable_since.history.has_changes()


def _is_said(changed: Organisation | Collection) -> bool:
    """Whether what has changed is read or decides who may read it."""
    if isinstance(changed, Organisation):
        of_it = state_of(changed).attrs
        return bool(of_it.name.history.has_changes() or of_it.status.history.has_changes())
    of_list = state_of(changed).attrs
    return bool(of_list.title.history.has_changes() or of_list.public.history.has_changes())
