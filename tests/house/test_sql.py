"""SQL is written where one looks for it: models, queries, actions, intake, listings, plumbing."""

from pathlib import Path

import pytest

from tests.house.source import APP, folder_of, imports, name_of

ROOMS = {"models.py", "offers.py", "queries.py", "actions.py", "intake.py"}
FOLDERS = {"listings", "plumbing"}
# What a file may take from SQLAlchemy anywhere: the name of a session it hands on.
HANDED_ON = {"sqlalchemy.orm.Session"}


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=name_of)
def test_sql_keeps_to_its_rooms(path: Path) -> None:
    if path.name in ROOMS or folder_of(path) in FOLDERS:
        return
    taken = {name for name in imports(path) if name.startswith("sqlalchemy")}
    assert taken <= HANDED_ON
