"""What each audience sees of a listing, public or not: the same projection and page, of the record as it is."""

from dataclasses import dataclass, replace

from flask import abort

from app.criteria.labels import labels_of
from app.criteria.wording import reader
from app.editor.editing import edited
from app.editor.kinds.meant import AUDIENCE_NAMES
from app.finder.profile import Profile, profile
from app.listings.drafts import projection_of
from app.listings.listing import AUDIENCES, Audience
from app.listings.requests import directory
from app.plumbing.requests import database_session
from app.practitioners.models import Practitioner


@dataclass(frozen=True, slots=True)
class Preview:
    """A listing as an audience sees it, and the audiences to choose from: (key, name, chosen)."""

    audience: Audience
    audiences: tuple[tuple[str, str, bool], ...]
    profile: Profile


def preview_page(audience: str) -> Preview:
    """The listing of whoever is signed in, as this audience sees it, or would once it is public."""
    record = edited(database_session())
    chosen = audience_named(audience)
    if record is None or chosen is None:
        abort(404)
    choices = tuple((key, str(name), key == chosen) for key, name in AUDIENCE_NAMES.items())
    return Preview(chosen, choices, previewed(record, chosen))


def audience_named(name: str) -> Audience | None:
    """The audience of this name."""
    known: dict[str, Audience] = {audience: audience for audience in AUDIENCES}
    return known.get(name)


def previewed(record: Practitioner, audience: Audience) -> Profile:
    """The profile of a record as it stands in its session, whether or not it is written."""
    reads = reader()
    listing = projection_of(database_session(), record).for_audience(audience)
    # Nobody writes to themselves, and to a draft nobody can.
    return replace(profile(listing, labels_of(directory().lexicon, reads.code), reads), write_address=None)
