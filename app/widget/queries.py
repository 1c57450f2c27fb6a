"""Which widgets there are, and which may be shown."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.organisations.models import Organisation
from app.widget.models import Widget


def live_widget(session: Session, widget_id: str) -> Widget | None:
    """The widget that may be shown: live, with a site that may show it, and of an organisation that may act."""
    theirs = select(Widget).join(Organisation, Organisation.id == Widget.organisation_id)
    shown = theirs.where(Widget.id == widget_id, Widget.status == "live", Organisation.status == "approved")
    found = session.scalar(shown)
    return found if found is not None and found.origins else None


def widgets_of(session: Session, organisation_id: UUID) -> Sequence[Widget]:
    """An organisation's widgets, the oldest first."""
    own = select(Widget).where(Widget.organisation_id == organisation_id)
    return session.scalars(own.order_by(Widget.created_at, Widget.id)).all()


def widget_of(session: Session, organisation_id: UUID, widget_id: str) -> Widget | None:
    """One of an organisation's own."""
    found = session.get(Widget, widget_id)
    return found if found is not None and found.organisation_id == organisation_id else None
