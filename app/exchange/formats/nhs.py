"""Mental health hospitals of the NHS, as NHS Choices published them in 2014 (Open Government Licence v2.0).

One row for every pair of a phone number and an e-mail address: rows of one OrganisationID are one hospital.
Forms that nobody filled in left `staff.name@…` as an address and key-board noise in the lines of the street.
"""

from datetime import date

from app.exchange.formats.steps import POINT, WEBSITE, point
from app.exchange.mapping import Column, Format, Said
from app.exchange.repairs import SENTINELS, Step, mail_of_nobody, mails, phones

NHS = Format(
    name="nhs",
    source_name="NHS Choices (public sector information, Open Government Licence v2.0)",
    source_url="https://www.nhs.uk/",
    retrieved_on=date(2014, 1, 1),
    encodings=("utf-8", "cp1252"),
    country="GB",
    sentinels=SENTINELS | {"dddd", "fdd", "hsh"},
    columns=(
        Column("key", ("organisationid",)),
        Column("organisation_key", ("organisationid",)),
        Column("name", ("organisationname",)),
        Column("organisation", ("organisationname",)),
        Column("headline", ("subtype",)),
        Column("parent", ("parentname",), optional=True),
        Column("address", ("address1", "address2", "address3")),
        Column("locality", ("city",)),
        Column("region", ("county",)),
        Column("postcode", ("postcode",)),
        Column("phone", ("phone",), split=phones, collect=True),
        Column(
            "email",
            ("email",),
            (Step(mail_of_nobody, "staff.name@… read as nobody's address"),),
            split=mails,
            collect=True,
        ),
        Column("website", ("website",), WEBSITE, optional=True),
        Column("point", ("latitude", "longitude"), (POINT,), join=point),
    ),
    said=(
        Said("Part of {}.", "parent"),
        Said("Other phone numbers the source gives: {}.", "phone", after=1),
        Said("E-mail addresses the source gives: {}.", "email"),
    ),
)
