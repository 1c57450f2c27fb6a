"""What an organisation says of itself, as its members, stewards and everybody read it."""

from app.community.forms import countries, labels
from app.community.kinds import kinds
from app.criteria.wording import reader
from app.organisations.models import Organisation
from app.plumbing.words import gettext as _


def facts_of(body: Organisation) -> tuple[tuple[str, str], ...]:
    """What an organisation says of itself, line by line; what is not stated is left out."""
    spoken = [labels().of("language", slug) for slug in body.languages]
    said = (
        (_("What it is"), kinds().get(body.kind or "", "")),
        (_("What it does"), body.about or ""),
        (_("Country"), countries().get(body.country or "", "")),
        (_("Languages"), reader().listed(spoken) if spoken else ""),
        (_("Website"), body.website or ""),
    )
    return tuple((what, words) for what, words in said if words)
