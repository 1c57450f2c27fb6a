"""What the desks call things."""

from app.accounts.people.wording import acts as account_acts
from app.community.wording import acts as organisation_acts
from app.curating.wording import acts as curating_acts
from app.editor.history import acts as listing_acts
from app.moderation.reports.wording import acts as report_acts
from app.plumbing.words import gettext as _
from app.widget.wording import acts as widget_acts


def outcomes() -> dict[str, str]:
    return {
        "found": _("The entry is there and in force"),
        "not_found": _("There is no such entry"),
        "lapsed": _("The entry is there, but has run out, or was suspended or removed"),
    }


def methods() -> dict[str, str]:
    return {
        "public-register": _("In the body’s own public register"),
        "asked-the-body": _("I asked the body, by contact details from its own pages"),
        "document-seen": _("I saw a document for which there is no public register"),
    }


def standings() -> dict[str, str]:
    return {
        "stated": _("never checked"),
        "checked": _("checked"),
        "not_found": _("not found when last looked for"),
        "lapsed": _("run out"),
    }


def listing_statuses() -> dict[str, str]:
    return {
        "draft": _("a draft"),
        "in_review": _("waits to be looked at"),
        "published": _("public"),
        "paused": _("paused"),
        "removed": _("removed"),
        "withheld": _("withheld by stewards"),
        "resting": _("at rest: nobody looked after it"),
        "suspended": _("not public while the account is suspended"),
    }


def roles() -> dict[str, str]:
    return {
        "practitioner": _("practitioner"),
        "steward": _("steward"),
        "organisation-owner": _("owner of an organisation"),
    }


def acts() -> dict[str, str]:
    """Acts of the trail in words; others are shown by their own name."""
    return (
        {
            "registration.stated": _("stated an entry in a register"),
            "registration.withdrawn": _("withdrew an entry in a register"),
            "registration.checked": _("checked an entry in a register"),
            "registration.own-check-refused": _("was kept from checking their own entry"),
            "registration.first-check": _("found an entry in a register, as the first of two"),
            "registration.alone-refused": _("was kept from checking an entry as both of two"),
            "review.own-refused": _("was kept from deciding about their own listing"),
            "messages.let-through": _("let messages through that were kept apart"),
            "messages.put-away": _("put messages away that were kept apart"),
            "letter.again": _("had a letter sent again"),
            "letter.dropped": _("dropped a letter"),
            "evidence.cleared": _("evidence of old checks was cleared"),
            "evidence.kept": _("kept a file as evidence"),
            "evidence.opened": _("opened a file of evidence"),
            "evidence.deleted": _("files of evidence of old checks were deleted"),
        }
        | _acts_of_terms()
        | report_acts()
        | listing_acts()
        | account_acts()
        | organisation_acts()
        | curating_acts()
        | widget_acts()
    )


def _acts_of_terms() -> dict[str, str]:
    """What stewards do with the vocabulary."""
    return {
        "term.added": _("added a term"),
        "term.worded": _("changed what a term is called"),
        "term.merged": _("merged a term into another"),
        "term.took-in": _("let a term stand for another"),
        "term.retired": _("retired a term"),
        "term.brought-back": _("brought a term back"),
    }
