"""What was recorded before checks ran out keeps its meaning when the tables change."""

from sqlalchemy import text

from app.plumbing.database import Database
from app.plumbing.schema import upgrade

_RECORD = (
    "insert into record (id, type, kind, slug, name, status, fictional, created_at, updated_at) values "
    "(:record, 'practitioner', 'individual', 'ada', 'Ada', 'published', {no}, '2025-01-02 03:04:05+00:00', "
    "'2025-01-02 03:04:05+00:00')"
)
_ENTRY = (
    "insert into registration (id, record_id, body, number, number_normalised, expires_on) "
    "values (:id, :record, 'bacp', :number, :number, :ends)"
)
_CHECK = (
    "insert into register_check (id, registration_id, checked_at, method, outcome) "
    "values (:id, :entry, '2026-03-01 10:00:00+00:00', 'looked up in the list', 'found')"
)


def key(number: int, database: Database) -> str:
    text_of_it = f"{number:032x}"
    return (
        text_of_it
        if database.is_sqlite
        else f"{text_of_it[:8]}-{text_of_it[8:12]}-{text_of_it[12:16]}-0000-{number:012x}"
    )


def test_old_checks_hold_a_year_and_old_entries_say_when_they_are_due(empty_database: Database) -> None:
    database = empty_database
    upgrade(database, "0009")
    record, never, year, short, check = (key(number, database) for number in range(1, 6))
    with database.writing() as session:
        session.execute(text(_RECORD.format(no="0" if database.is_sqlite else "false")), {"record": record})
        for id, ends in ((never, None), (year, None), (short, "2026-12-31")):
            session.execute(text(_ENTRY), {"id": id, "record": record, "number": id[-4:], "ends": ends})
        for id, entry in ((check, year), (key(6, database), short)):
            session.execute(text(_CHECK), {"id": id, "entry": entry})
    upgrade(database)
    with database.reading() as session:
        due = {
            str(row.id).replace("-", "")[-1]: str(row.due_on)
            for row in session.execute(text("select id, due_on from registration"))
        }
        checks = {(row.method, str(row.expires_on)) for row in session.execute(text("select * from register_check"))}
    assert due == {"2": "2025-01-02", "3": "2027-01-30", "4": "2026-12-01"}
    assert checks == {("public-register", "2027-03-01")}
