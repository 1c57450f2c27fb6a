"""What the pages of organisations call things."""

from app.organisations.actions import Refused
from app.plumbing.words import gettext as _


def roles() -> dict[str, str]:
    return {"owner": _("Owner"), "editor": _("Editor"), "navigator": _("Navigator")}


def roles_explained() -> dict[str, str]:
    """Each role with what it may do."""
    return {
        "navigator": _("Navigator: finds people together with somebody, and sees who belongs"),
        "editor": _("Editor: all that, and keeps what the organisation says"),
        "owner": _("Owner: all that, and decides who belongs and as what"),
    }


def statuses() -> dict[str, str]:
    return {
        "in_review": _("waits for a steward"),
        "refused": _("not accepted"),
        "approved": _("accepted"),
        "suspended": _("suspended by stewards"),
    }


def refusal(refused: Refused) -> str:
    """Why something is not done, in a sentence."""
    return {
        "belongs_already": _("Your account belongs to an organisation already. Leave that one first."),
        "member_already": _("Whoever has this address belongs to your organisation already."),
        "too_many_invited": _("Twenty invitations are open. Take one back first, or wait until one is used."),
        "other_address": _(
            "This invitation was sent to another address. Sign in with the address that got it, and open it again."
        ),
        "only_owner": _("There must always be an owner. Make somebody else an owner first, or close the organisation."),
        "too_many_services": _("An organisation can have two hundred services. Remove one first."),
        "decided_already": _("This has been decided meanwhile."),
    }[refused.why]


def acts() -> dict[str, str]:
    return {
        "organisation.asked": _("asked for an organisation to be listed"),
        "organisation.accept": _("accepted an organisation"),
        "organisation.refuse": _("refused an organisation"),
        "organisation.suspend": _("suspended an organisation"),
        "organisation.own-refused": _("was kept from deciding about their own organisation"),
        "organisation.described": _("changed what an organisation says"),
        "organisation.closed": _("closed an organisation"),
        "organisation.invited": _("invited somebody to an organisation"),
        "organisation.invitation-taken-back": _("took an invitation back"),
        "organisation.joined": _("joined an organisation"),
        "organisation.role-changed": _("changed somebody’s role in an organisation"),
        "organisation.removed-member": _("removed somebody from an organisation"),
        "organisation.left": _("left an organisation"),
        "line.proposed": _("proposed a crisis line"),
        "line.accept": _("checked a crisis line"),
        "line.refuse": _("refused a crisis line"),
        "line.taken-off": _("took a crisis line off"),
    }
