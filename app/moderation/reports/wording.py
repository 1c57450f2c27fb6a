"""What can be reported, and what became of it, in words."""

from app.moderation.reports.actions import DecisionRefused
from app.plumbing.words import gettext as _


def reasons() -> dict[str, str]:
    """As somebody who reports says them, in the order in which they are offered."""
    return {
        "out-of-date": _("What it says is out of date or wrong"),
        "no-answer": _("No answer when I made contact"),
        "not-who-they-say": _("They do not seem to be who they say, or to be registered"),
        "other-charges": _("They charge something other than what is shown"),
        "unsafe": _("Unsafe or harmful behaviour"),
        "hateful": _("Hateful or misleading words"),
        "other": _("Something else"),
    }


def outcomes() -> dict[str, str]:
    return {
        "nothing-wrong": _("nothing wrong found"),
        "withheld": _("withheld from everybody"),
        "put-back": _("withheld, and put back later"),
    }


def deeds() -> dict[str, str]:
    """What a steward did."""
    return {
        "asked": _("asked the practitioner"),
        "nothing-wrong": _("found nothing wrong and closed the case"),
        "withheld": _("withheld the listing and closed the case"),
        "put-back": _("put the listing back"),
    }


def acts() -> dict[str, str]:
    """Acts of the trail."""
    return {f"report.{act}": words for act, words in deeds().items()} | {
        "report.own-case-refused": _("was kept from deciding about their own listing"),
    }


def refusal(refused: DecisionRefused) -> str:
    """Why it cannot be decided, in one sentence."""
    return {
        "closed_already": _("This case has been closed meanwhile."),
        "more_came": _("Somebody wrote something more while you looked at it. Please look again."),
        "nobody_to_ask": _("Nobody keeps this listing, so there is nobody to ask."),
        "withheld_already": _("This listing is withheld already."),
        "not_withheld": _("This listing is not withheld, or by another case."),
        "two_stewards": _("You withheld this listing. Another steward has to put it back."),
    }[refused.why]
