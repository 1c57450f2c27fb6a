"""Human services data (HSDS 3.0 and 3.1), as JSON, as lines of JSON or as a data package.

Files of this software itself are taken over whole into an empty installation (`hsds/taking_over.py`); everything else
is read here, as far as its words go. HSDS has no word for the kind of a listing: what it holds are services of
organisations, so that is what they are taken for.
"""

from app.exchange.formats import own_values as values
from app.exchange.formats.steps import POINT, WEBSITE, point
from app.exchange.hsds.flattening import CODED
from app.exchange.hsds.telling import read_services
from app.exchange.mapping import Codes, Column, Format, Said, Unusable
from app.exchange.repairs import Step, mails, phones

_CLOSED = "says of itself that it is"
_TOO_LONG = "a text too long for its place, left out"
SHORT, LONG = (Step(values.short, _TOO_LONG),), (Step(values.long, _TOO_LONG),)

HSDS = Format(
    name="hsds",
    source_name="A file of human services data (HSDS)",
    source_url=None,
    retrieved_on=None,
    reader=read_services,
    key=("name", "postcode", "locality"),
    columns=(
        Column("country", ("country",), (Step(values.country, "a country that is no code of ISO 3166, left out"),)),
        Column("key", ("id",)),
        Column("name", ("name",), SHORT),
        Column("kind", ("kind",), (Step(values.kind),)),
        Column("organisation", ("organization",), SHORT),
        Column("organisation_key", ("organization_id",)),
        Column("about", ("description",), LONG),
        Column("website", ("website",), WEBSITE),
        Column("phone", ("phone",), split=phones),
        Column("email", ("email",), split=mails),
        Column("process", ("application_process",), LONG),
        Column("eligibility", ("eligibility_description",), LONG),
        Column("ages", ("ages",), LONG),
        Column("hours", ("hours",), LONG),
        Column("fees", ("fees_description", "costs"), LONG),
        Column("interpreting", ("interpretation_services",), LONG),
        Column("accreditations", ("accreditations",), LONG),
        Column("notice", ("alert",), LONG),
        Column("access_described", ("access_described",), LONG, collect=True),
        Column("address", ("address",), SHORT),
        Column("locality", ("city",), SHORT),
        Column("region", ("region",), SHORT),
        Column("postcode", ("postal_code",), (Step(values.postcode, "a postal code that is none, left out"),)),
        Column("point", ("latitude", "longitude"), (POINT,), join=point),
    ),
    codes=(
        Codes("format", facet="format"),
        Codes("languages", facet="language"),
        Codes("age groups", facet="age_group"),
        Codes("topics", facet="concern"),
        *(Codes(f"attribute:{key}", facet=key) for key in CODED),
    ),
    unusable=(
        Unusable(
            "status",
            {
                "inactive": f"{_CLOSED} inactive",
                "defunct": f"{_CLOSED} no more",
                "temporarily closed": f"{_CLOSED} closed for now",
            },
        ),
    ),
    said=(
        Said("To begin, the source says: {}", "process"),
        Said("Whom it is for, as the source says: {}", "eligibility"),
        Said("Ages, as the source says: {}.", "ages"),
        Said("When, as the source says: {}", "hours"),
        Said("What it costs, as the source says: {}", "fees"),
        Said("Interpreting, as the source says: {}", "interpreting"),
        Said("Accreditations, as the source says and nobody here has checked: {}", "accreditations"),
        Said("Access, as the source says: {}", "access_described"),
        Said("The source's notice: {}", "notice"),
        Said("Other phone numbers the source gives: {}.", "phone", after=1),
        Said("E-mail addresses the source gives: {}.", "email"),
    ),
)
