"""Making, changing, pausing and removing a widget. Each is of one organisation, and another's is not there."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.organisations.models import Organisation
from app.plumbing import clock
from app.plumbing.audit import note
from app.plumbing.words import gettext as _
from app.widget.models import Widget
from app.widget.queries import widget_of, widgets_of

MOST = 20


class NotThere(LookupError):
    """No widget of this organisation has that address."""


class TooMany(ValueError):
    """An organisation has as many as it may; the message says so."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a widget is to be: sites in the spelling of browsers, criteria as canonical query strings."""

    name: str
    origins: Sequence[str]
    preset: str
    locked: str
    locale: str
    theme: str
    heading: str
    height: int
    collection_id: UUID | None = None
    by_list: str | None = None


def make(session: Session, organisation_id: UUID, wanted: Wanted, actor: UUID) -> str:
    """A new widget, live at once; gives its id."""
    # Held, so that two at once are counted one after the other.
    session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update())
    if len(widgets_of(session, organisation_id)) >= MOST:
        raise TooMany(_("There can be at most %(number)s. Delete one that is not used any more.", number=MOST))
    now = clock.now()
    made = Widget(id=_new_id(), organisation_id=organisation_id, status="live", created_at=now, updated_at=now)
    session.add(_filled(made, wanted))
    _noted(session, made, "made", actor)
    return made.id


def change(session: Session, organisation_id: UUID, widget_id: str, wanted: Wanted, actor: UUID) -> None:
    """What it shows from now on, wherever it stands."""
    found = _filled(_own(session, organisation_id, widget_id), wanted)
    found.updated_at = clock.now()
    _noted(session, found, "changed", actor)


def pause(session: Session, organisation_id: UUID, widget_id: str, actor: UUID) -> None:
    """Shown nowhere, until it is brought back."""
    found = _own(session, organisation_id, widget_id)
    found.status = "paused"
    _noted(session, found, "paused", actor)


def bring_back(session: Session, organisation_id: UUID, widget_id: str, actor: UUID) -> None:
    found = _own(session, organisation_id, widget_id)
    found.status = "live"
    _noted(session, found, "brought-back", actor)


def rotate(session: Session, organisation_id: UUID, widget_id: str, actor: UUID) -> str:
    """The same under another address; the old one shows nothing from now on."""
    found = _own(session, organisation_id, widget_id)
    new = _new_id()
    _noted(session, found, "rotated", actor, now=new)
    found.id = new
    return new


def delete(session: Session, organisation_id: UUID, widget_id: str, actor: UUID) -> None:
    found = _own(session, organisation_id, widget_id)
    _noted(session, found, "deleted", actor)
    session.delete(found)


def _noted(session: Session, widget: Widget, what: str, actor: UUID, **more: str) -> None:
    note(
        session,
        actor=actor,
        act=f"widget.{what}",
        subject_type="widget",
        subject_id=widget.id,
        details={"organisation": str(widget.organisation_id)} | more,
    )


def _own(session: Session, organisation_id: UUID, widget_id: str) -> Widget:
    found = widget_of(session, organisation_id, widget_id)
    if found is None:
        raise NotThere(widget_id)
    return found


def _filled(widget: Widget, wanted: Wanted) -> Widget:
    for name, value in (asdict(wanted) | {"origins": list(wanted.origins)}).items():
        setattr(widget, name, value)
    return widget


def _new_id() -> str:
    return secrets.token_hex(10)
