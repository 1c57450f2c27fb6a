"""What organisations say of somebody, in words: who vouches for them, for whom, since when, and with which interest."""

from dataclasses import dataclass

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.listings.listing import Listing
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class VouchLine:
    """One vouch. `interest` is the conflict of interest that was declared; None for none."""

    words: str
    interest: str | None


def vouched(listing: Listing, labels: Labels, reader: Reader) -> tuple[VouchLine, ...]:
    """Every vouch that stands, the earliest first."""
    return tuple(
        VouchLine(
            _(
                "Vouched for by %(organisation)s for %(community)s, %(month)s",
                organisation=vouch.organisation,
                community=labels.of("community", vouch.community),
                month=reader.month(vouch.given_on),
            ),
            None if vouch.interest is None else _("It declares an interest: %(words)s", words=vouch.interest),
        )
        for vouch in listing.vouches
    )
