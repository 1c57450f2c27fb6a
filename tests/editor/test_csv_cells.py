"""No cell that a spreadsheet opens begins as a formula does, whatever somebody called themselves (UPL-06)."""

import csv
import unicodedata
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from tests.editor.conftest import say
from tests.signed_in import Person

_BEGINS = "=+-@\t\r\n"
HOSTILE = ['=HYPERLINK("http://evil.example";"x")', "+1+cmd|'/C calc'!A0", "-2+3", "@SUM(1)", "\uff1d1+1", " \t=1"]


def cells(person: Person) -> list[str]:
    answer = person.client.get("/practitioner/export", environ_overrides=person.surroundings)
    held = ZipFile(BytesIO(answer.get_data()))
    tables = [held.read(name).decode() for name in held.namelist() if name.endswith(".csv")]
    assert tables
    return [cell for table in tables for row in csv.reader(StringIO(table)) for cell in row]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_name_begins_no_cell(ada: Person, words: str) -> None:
    ada.submit(ada.get("/practitioner"), name=words, kind="individual")
    say(ada, "words", headline=words, about=words)
    found = cells(ada)
    assert len(found) > 8
    assert not [cell for cell in found if unicodedata.normalize("NFKC", cell).strip()[:1] in tuple(_BEGINS)]
