"""What the trail calls acts of curating and vouching."""

from app.plumbing.words import gettext as _


def acts() -> dict[str, str]:
    return {
        "collection.made": _("made a list"),
        "collection.changed": _("changed what a list says"),
        "collection.removed": _("removed a list"),
        "vouch.given": _("vouched for somebody"),
        "vouch.renewed": _("vouched for somebody again"),
        "vouch.taken-back": _("took a vouch back"),
        "vouch.taken-off": _("took off a vouch about themselves"),
        "vouch.allowed-again": _("lets an organisation vouch for them again"),
    }
