"""US mental health facilities as the SAMHSA treatment locator gave them out in 2020 and 2021.

The file bears no day and no permanent key: a facility is known by its name and address. Spreadsheets have
eaten the leading zeros of New England's ZIP codes, missing values read `NA`, a missing website `http://`.
"""

from datetime import date

from app.exchange.formats.steps import POINT, WEBSITE, ZIP, named, point
from app.exchange.mapping import Column, Format, Said
from app.exchange.repairs import phones

SAMHSA = Format(
    name="samhsa",
    source_name="SAMHSA Behavioral Health Treatment Services Locator",
    source_url="https://findtreatment.gov/",
    retrieved_on=date(2021, 1, 1),
    encodings=("utf-8", "cp1252"),
    country="US",
    key=("name", "address", "postcode"),
    columns=(
        Column("name", ("name1", "name2"), join=named),
        Column("organisation", ("name1",)),
        Column("address", ("street1", "street2")),
        Column("locality", ("city",)),
        Column("county", ("county",), optional=True),
        Column("region", ("state",)),
        Column("postcode", ("zip",), (ZIP,)),
        Column("phone", ("phone",), split=phones, collect=True),
        Column("intake", ("intake1", "intake2"), split=phones, optional=True, collect=True),
        Column("website", ("website",), WEBSITE, optional=True),
        Column("point", ("latitude", "longitude"), (POINT,), join=point),
    ),
    said=(Said("To ask for a first appointment, the source gives: {}.", "intake"),),
)
