"""Local mental health programmes of New York State, as its Office of Mental Health published them.

The register lists all that the office licenses or funds, not only what somebody can be seen at. Left out,
each with its reason: housing (its addresses are withheld too), hospital wards, and help that is not mental
health care. Where the office withholds an address it writes the middle of the state as the point.
"""

from collections.abc import Sequence
from datetime import date

from app.exchange.formats.steps import DASH, POINT, POSSESSIVE, ZIP, named
from app.exchange.mapping import Codes, Column, Format, Unusable
from app.exchange.repairs import Step, american_day, phones, wkt_point

HOUSING = "is housing, arranged by application to a county, not a service to be seen at"
WARD = "is a hospital ward, entered through an emergency department or a doctor, not by asking"
COORDINATION = "arranges the care of people enrolled with it, and is not itself a place to be seen at"
WORK = "is help with work or school, not mental health care"
OTHER_HELP = "is not mental health care"
INSIDE = "is for the residents of homes and housing only"

CATEGORIES = {"Residential": HOUSING, "Inpatient": WARD}
SUBCATEGORIES = {"Care Coordination": COORDINATION, "Vocational": WORK}
TYPES = {
    "Supported Education": WORK,
    "Transportation": OTHER_HELP,
    "Recreation and/or Fitness": OTHER_HELP,
    "Geriatric Demo Gatekeeper": OTHER_HELP,
    "Nursing Home Support": INSIDE,
    "On-Site Rehabilitation": INSIDE,
}

# Five counties are the boroughs of New York City, which people know by other names.
BOROUGHS = {
    "Bronx": "The Bronx",
    "Kings": "Brooklyn",
    "New York": "Manhattan",
    "Queens": "Queens",
    "Richmond": "Staten Island",
}

_CHILDREN = ("age_group:5-10",)
_ADOLESCENTS = ("age_group:14-17",)
# The register knows three populations. Adults are everybody of 18 and over; where children end and
# adolescents begin it does not say, so 11 to 13 is stated only by those who see both, and infants by nobody.
_BOTH = ("age_group:5-10", "age_group:11-13", "age_group:14-17")
_ADULTS = ("age_group:18-25", "age_group:26-64", "age_group:65-79", "age_group:80-plus")
POPULATIONS = {
    "Children": _CHILDREN,
    "Adolescents": _ADOLESCENTS,
    "Adults": _ADULTS,
    "Children Adolescents": _BOTH,
    "Adolescents Adults": (*_ADOLESCENTS, *_ADULTS),
    "Children Adults": (*_CHILDREN, *_ADULTS),
    "Children Adolescents Adults": (*_BOTH, *_ADULTS),
}


def _town(parts: Sequence[str]) -> str:
    """The town, or the borough that a county of New York City is."""
    town, county = parts
    return town or BOROUGHS.get(county, "")


def _county(parts: Sequence[str]) -> str:
    return f"{parts[0]} County" if parts[0] else ""


def _phone(parts: Sequence[str]) -> str:
    """The programme's own number, or its agency's."""
    return parts[0] or parts[1]


def _facility(parts: Sequence[str]) -> str:
    return "-".join(parts) if all(parts) else ""


NY_OMH = Format(
    name="ny-omh",
    source_name="New York State Office of Mental Health, Local Mental Health Programs",
    source_url="https://data.ny.gov/",
    retrieved_on=date(2022, 5, 4),
    encodings=("utf-8", "cp1252"),
    country="US",
    columns=(
        Column("key", ("facility code", "program code"), join=_facility),
        Column("name", ("agency name", "program name"), (DASH, POSSESSIVE), join=named),
        Column("organisation", ("agency name",)),
        Column("organisation_key", ("agency code",)),
        Column("headline", ("program type description",)),
        Column("address", ("program address 1", "program address 2"), (POSSESSIVE,)),
        Column("locality", ("program city", "program county"), (POSSESSIVE,), join=_town),
        Column("county", ("program county",), join=_county),
        Column("region", ("program state",)),
        Column("postcode", ("program zip",), (ZIP,)),
        Column("phone", ("program phone", "agency phone"), join=_phone, split=phones),
        Column("point", ("georeference",), (Step(wkt_point), POINT)),
        Column("retrieved_on", ("row created date time",), (Step(american_day),)),
    ),
    codes=(Codes("populations served", POPULATIONS, optional=False),),
    unusable=(
        Unusable("program category description", CATEGORIES),
        Unusable("program subcategory description", SUBCATEGORIES),
        Unusable("program type description", TYPES),
    ),
)
