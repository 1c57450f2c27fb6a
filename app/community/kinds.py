"""What an organisation can be; its public page says it too."""

from app.plumbing.words import gettext as _


def kinds() -> dict[str, str]:
    return {
        "charity": _("A charity or a social enterprise"),
        "community": _("A community group or a mutual-aid group"),
        "faith": _("A faith group"),
        "students": _("A student union, school or university"),
        "clinic": _("A clinic or a practice"),
        "public": _("A public body, such as a council or a health service"),
        "other": _("Something else"),
    }
