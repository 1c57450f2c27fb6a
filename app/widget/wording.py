"""What the trail calls acts on widgets."""

from app.plumbing.words import gettext as _


def acts() -> dict[str, str]:
    return {
        "widget.made": _("made a widget"),
        "widget.changed": _("changed a widget"),
        "widget.paused": _("paused a widget"),
        "widget.brought-back": _("showed a widget again"),
        "widget.rotated": _("gave a widget another address"),
        "widget.deleted": _("deleted a widget"),
    }
