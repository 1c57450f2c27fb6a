"""The formats that can be imported, each a declaration; a new one is a file here and a line below."""

from app.exchange.formats.findtreatment import FINDTREATMENT
from app.exchange.formats.hsds import HSDS
from app.exchange.formats.nhs import NHS
from app.exchange.formats.ny_omh import NY_OMH
from app.exchange.formats.own_csv import OWN_CSV
from app.exchange.formats.samhsa import SAMHSA
from app.exchange.mapping import Format

FORMATS: dict[str, Format] = {format_.name: format_ for format_ in (SAMHSA, NY_OMH, NHS, FINDTREATMENT, HSDS, OWN_CSV)}
