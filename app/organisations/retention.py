"""What is kept of organisations and their services."""

from app.organisations.rules import INVITED_FOR
from app.plumbing.retaining import (
    ACCOUNT,
    FOR_GOOD,
    TRUST,
    WHILE_ACCOUNT,
    WHILE_LISTING,
    After,
    Along,
    By,
    Holding,
    Kind,
    Stays,
    While,
    Whose,
)
from app.plumbing.words import lazy_gettext as _

REGISTER = (
    Holding(
        whose=Whose.SITE,
        what=_("Organisations that offer services"),
        why=_("So that people find services too. It was public before we read it, or its owners asked us to list it."),
        basis=TRUST,
        periods=(FOR_GOOD, While(_("One that has members: until its owners close it."))),
        purge=Stays(),
        columns={
            "organisation": {
                Kind.PUBLIC: "name website source about languages country kind",
                Kind.OPERATIONAL: "id source_key created_at status contact_email wanted_for reason decided_at",
            }
        },
    ),
    Holding(
        whose=Whose.MEMBERS,
        what=_("Which organisation you belong to, and as what"),
        why=_("So that you can act for it, and nobody else can."),
        basis=ACCOUNT,
        periods=(WHILE_ACCOUNT, While(_("Or until you leave the organisation, or are removed from it."))),
        purge=Along("account"),
        columns={"member": {Kind.ACCOUNT: "account_id organisation_id role", Kind.OPERATIONAL: "joined_at"}},
    ),
    Holding(
        whose=Whose.MEMBERS,
        what=_("The address of somebody who was invited to join an organisation, and as what"),
        why=_("So that whoever reads that mailbox can join, and nobody else."),
        basis=ACCOUNT,
        periods=(After(INVITED_FOR, _("%(length)s, or until the invitation is used or taken back.")),),
        purge=By("app.organisations.members.actions:forget_invitations"),
        columns={
            "invitation": {
                Kind.CONTACT: "email",
                Kind.ACCOUNT: "organisation_id role",
                Kind.CREDENTIAL: "token_sha256",
                Kind.OPERATIONAL: "id created_at expires_at",
            }
        },
    ),
    Holding(
        whose=Whose.SITE,
        what=_("Where a service was read, and when"),
        why=_("So that its listing names its source and its day."),
        basis=TRUST,
        periods=(While(_("Kept as long as the service is listed.")),),
        purge=Along("record"),
        columns={
            "service": {
                Kind.PUBLIC: "source source_name source_url retrieved_on phone website",
                Kind.OPERATIONAL: "id organisation_id source_key reminded_step reminded_of",
            }
        },
    ),
    Holding(
        whose=Whose.SITE,
        what=_("Lists that organisations make of people and services listed here"),
        why=_("So that people find whom an organisation they know would send them to."),
        basis=TRUST,
        periods=(While(_("Kept as long as the organisation keeps the list.")),),
        purge=By("app.organisations.collections.actions:remove"),
        columns={
            "collection": {
                Kind.PUBLIC: "title note language public",
                Kind.OPERATIONAL: "id organisation_id position created_at changed_at",
            },
            "collection_entry": {
                Kind.PUBLIC: "note",
                Kind.OPERATIONAL: "collection_id record_id position added_at",
            },
        },
    ),
    Holding(
        whose=Whose.PRACTITIONERS,
        what=_("Which organisation vouches for you, or did, and for which community"),
        why=_("So that people see it and can search for it, and so that it is not said again once you took it off."),
        basis=TRUST,
        periods=(WHILE_LISTING,),
        purge=Along("record"),
        columns={
            "vouch": {
                Kind.PUBLIC: "organisation_id community given_on interest",
                Kind.ACCOUNT: "given_by",
                Kind.OPERATIONAL: "id record_id ended_at ended_by",
            }
        },
    ),
)
