"""Mails that ask whether everything is still right, and warn before anything leaves the search."""

from datetime import date, timedelta
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session

from app.editor import addresses
from app.editor.confirming import token_for
from app.organisations.keeping.queries import unconfirmed_services
from app.plumbing import clock, outbox
from app.plumbing.words import gettext as _
from app.practitioners.freshness import AHEAD, RHYTHMS, STEPS, USUAL_RHYTHM, Step, step
from app.practitioners.models import Practitioner
from app.practitioners.queries import unconfirmed_since


def remind(session: Session) -> int:
    """Write the mails that are due today, each once; how many."""
    today, written = clock.today(), 0
    day = today - timedelta(days=min(RHYTHMS) - AHEAD)
    for record, address in unconfirmed_since(session, day):
        if due := _due(record, today):
            outbox.put(session, address, *_letter(due, token_for(record)))
            written += 1
    for service, keepers in unconfirmed_services(session, day):
        # A service is no practitioner, and has everything that is asked of one here.
        kept = cast(Practitioner, service)
        if keepers and (due := _due(kept, today)):
            for account_id, address in keepers:
                outbox.put(session, address, *_letter(due, token_for(kept, account_id)))
            written += len(keepers)
    return written


def _due(record: Practitioner, today: date) -> Step | None:
    """The step that has come and was not reminded of; from now on it was."""
    last = record.confirmed_on or record.created_at.date()
    due = step(last, record.rhythm_days or USUAL_RHYTHM, today)
    if due is None or not _is_new(record, due, last):
        return None
    record.reminded_step, record.reminded_of = due, last
    return due


def _is_new(record: Practitioner, due: Step, last: object) -> bool:
    """Whether this step was not reminded of since that confirmation."""
    if record.reminded_of != last or record.reminded_step not in STEPS:
        return True
    return STEPS.index(due) > STEPS.index(record.reminded_step)


def _letter(due: Step, token: str) -> tuple[str, str]:
    """Subject and body, without a word of what the site is about."""
    site = current_app.config["SITE_NAME"]
    what = {
        "due": _("Is this still right? One click says yes."),
        "fading": _("Nobody has confirmed your entry for a while. In a few days part of it is no longer found."),
        "resting": _("Nobody has confirmed your entry for a long time. In a few days it rests: nobody sees it then."),
        "rests": _("Your entry rests now: nobody sees it. One click brings it back as it was."),
    }[due]
    link = addresses.absolute(addresses.confirm(token))
    body = "\n\n".join(
        (
            what,
            link,
            _("The page shows what your entry says. Nothing happens until you press the button on it."),
            _("You can choose how often we ask, or pause your entry, when you sign in."),
        )
    )
    return _("%(site)s: is it still right?", site=site), body
