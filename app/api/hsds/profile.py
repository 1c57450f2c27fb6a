"""What our services say in HSDS's own extension point, the attributes: every `link_type` there is, and nothing that
HSDS has a member for."""

from typing import Any

from app.api.hsds.standards import Standard

# By link type: what it hangs on and what its value is. Where a vocabulary is named, each has a term of that taxonomy.
LINK_TYPES: dict[str, tuple[tuple[str, ...], str]] = {
    "access": (("location",), "A feature that this place has; `accessibility` has the other answers too."),
    "age_group": (("service",), "Whom it is for."),
    "approach": (
        ("service",),
        "A way of working; the value is the training: introductory, trained, certified, supervisor.",
    ),
    "availability": (("service",), "`now`, `waitlist`: a term. `closed`: a value without a term."),
    "community": (("service",), "A community it knows; the value is what the claim rests on."),
    "concern": (("service",), "What it helps with."),
    "contact_mode": (("service",), "How to make contact."),
    "country": (("location",), "ISO 3166 code. No address is public here, so the location itself says where it is."),
    "faith": (("contact", "service"), "As the person says of themselves, consented for the audience of this API."),
    "fee_help": (("cost_option",), "Help with the fee."),
    "fee_model": (("cost_option",), "How the fee is made."),
    "fictional": (("service",), "`true` where nobody is real, for a demonstration: never list it as a service."),
    "format": (("service", "cost_option"), "How people meet."),
    "gender": (("contact", "service"), "As the person says of themselves, consented for the audience of this API."),
    "headline": (("service",), "One line about it."),
    "identity": (("contact", "service"), "As the person says of themselves, consented for the audience of this API."),
    "kind": (("service",), "A person, a practice, a clinic, a community service, a peer group."),
    "language": (("language",), "The language by its BCP 47 tag, which `code` shortens to ISO 639."),
    "language_level": (("language",), "How well it is spoken; `interpreter`: through one."),
    "locality": (("location",), "The town."),
    "location_precision": (("location",), "How exact the point is: `exact`, `postcode_district`, `town`."),
    "offer": (
        ("cost_option", "service_capacity", "schedule", "location"),
        "The offer this belongs to: one way to be seen, with its fee, place and times. Several may share a location.",
    ),
    "payer": (("service",), "Insurance or funding that is taken. `funding` would say who pays for the service itself."),
    "photo": (("contact",), "Address of the photo. It is gone as soon as it was taken away."),
    "profession": (("contact", "service"), "A profession or title."),
    "pronouns": (("contact", "service"), "As the person says of themselves, consented for the audience of this API."),
    "region": (("location",), "The region or nation."),
    "register": (("contact", "service"), "A register in which the entry was found; the value is its number."),
    "register_lapsed": (("contact", "service"), "A register whose entry has lapsed: body and number."),
    "register_not_found": (("contact", "service"), "A register in which the entry was not found: body and number."),
    "register_stated": (("contact", "service"), "A register that is only stated, not checked: body and number."),
    "session": (("service", "cost_option"), "Who comes along."),
    "times": (("schedule",), "When, in words: no hours are stated."),
    "who_qualifies": (("cost_option",), "Who may have the reduced fee."),
}

_TEXT = """\
One service is one listing: a person who works alone, a practice, or a service of an organisation. The person is its
contact. Streets are never given, so locations have no addresses. Times are stated in words, so schedules have no
hours. Every other statement is an attribute with one of these link types.
"""


def profile(base_url: str, standard: Standard) -> dict[str, Any]:
    """The profile as a document, to be read by people and machines."""
    return {
        "title": f"Therapist finder profile of {standard.title}",
        "uri": f"{base_url}{standard.path}/profile",
        "based_on": standard.title,
        "description": _TEXT,
        "taxonomies": f"{base_url}{standard.path}/taxonomies",
        "link_types": [
            {"link_type": name, "link_entity": list(entities), "meaning": meaning}
            for name, (entities, meaning) in LINK_TYPES.items()
        ],
    }
