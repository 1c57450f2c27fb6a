"""US facilities with coded services, as the search of FindTreatment.gov answers (CC0).

The answer bears no day; its code lists are those of the autumn of 2019. What each code means here is
`findtreatment_codes.py`.
"""

from datetime import date

from app.exchange.formats import findtreatment_codes as codes
from app.exchange.formats.steps import POINT, WEBSITE, ZIP, named, point
from app.exchange.mapping import Codes, Column, Format, Said
from app.exchange.reading import Nested
from app.exchange.repairs import phones

FINDTREATMENT = Format(
    name="findtreatment",
    source_name="FindTreatment.gov (SAMHSA)",
    source_url="https://findtreatment.gov/",
    retrieved_on=date(2019, 10, 1),
    country="US",
    json_rows="rows",
    nested=Nested(within="services", code="f2", text="f3"),
    columns=(
        Column("key", ("frid",)),
        Column("name", ("name1", "name2"), join=named),
        Column("organisation", ("name1",)),
        Column("headline", ("services:tc",), optional=True),
        Column("address", ("street1", "street2")),
        Column("locality", ("city",)),
        Column("region", ("state",)),
        Column("postcode", ("zip",), (ZIP,)),
        Column("phone", ("phone",), split=phones, collect=True),
        Column("intake", ("intake1",), split=phones, optional=True, collect=True),
        Column("website", ("website",), WEBSITE, optional=True),
        Column("point", ("latitude", "longitude"), (POINT,), join=point),
    ),
    codes=(
        Codes("services:tc", codes.CARE),
        Codes("services:tap", codes.APPROACHES),
        Codes("services:sg", codes.GROUPS),
        Codes("services:age", codes.AGES),
        Codes("services:pay", codes.PAYERS),
        Codes("services:pyas", codes.ASSISTANCE),
        Codes("services:as", codes.OTHER_SERVICES),
        Codes("services:othr", codes.ADDICTIONS),
        Codes("services:tobac", codes.TOBACCO),
        Codes("services:sl", codes.LANGUAGE_SERVICES),
        Codes("services:ol", facet="language"),
    ),
    said=(Said("To ask for a first appointment, the source gives: {}.", "intake"),),
)
