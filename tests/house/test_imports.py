"""Imports run one way. Left may be imported by right, never the reverse."""

import sys
from pathlib import Path

import pytest

from tests.house.source import APP, folder_of, imports, name_of, python_files

RECORDS = {"credentials", "accounts", "practitioners", "organisations"}
GROUND = {"plumbing", "vocabulary", "places", "access"}
DOOR = GROUND | {"urgent_help", "search", "listings", "criteria", "understanding"}

MAY_IMPORT: dict[str, set[str]] = {
    "plumbing": set(),
    "search": set(),
    "vocabulary": {"plumbing"},
    "places": {"plumbing"},
    "access": {"plumbing"},
    "urgent_help": GROUND,
    "credentials": GROUND,
    "accounts": GROUND,
    "practitioners": GROUND | {"urgent_help", "credentials", "accounts"},
    "organisations": GROUND | {"urgent_help", "credentials", "accounts", "practitioners"},
    "listings": GROUND | RECORDS | {"urgent_help", "search"},
    "criteria": GROUND | {"urgent_help", "search", "listings"},
    # It hears from the record when a place opens, and shows whom somebody waits for as the public may see them.
    "waiting": GROUND | {"practitioners", "listings", "criteria"},
    "understanding": GROUND | {"urgent_help", "search", "listings", "criteria"},
    # Figures, left of the doors that show them and count for them.
    "unmet": GROUND | {"search", "listings", "criteria"},
    "finder": DOOR | {"unmet"},
    "api": DOOR,
    # Two people write to each other: one is known by their record and account, the other by a link. Whom somebody
    # writes to is shown as the finder shows them.
    "enquiries": DOOR | {"accounts", "practitioners", "finder"},
    # A working area behind a sign-in: its preview is the finder's own page of a listing.
    "editor": DOOR | RECORDS | {"finder", "enquiries"},
    # Where organisations ask and keep what they say; its questions are the editor's.
    "community": DOOR | RECORDS | {"finder", "editor"},
    # Lists and vouches by organisations, shown with the finder's cards; their records are in `organisations`. Whom a
    # vouch is about reads it in the editor's area.
    "curating": DOOR | RECORDS | {"finder", "editor", "community"},
    # The search in a frame of another site, with the finder's own words of a card; made in the organisation's area.
    "widget": DOOR | {"finder", "organisations", "community"},
    # Behind a sign-in too: stewards see what a listing says, and what only they may see of whose it is.
    # What is somebody's own, behind a sign-in: brought back by the editor's own questions, deleted with the account.
    "ownership": DOOR | RECORDS | {"finder", "editor"},
    "moderation": DOOR | RECORDS | {"finder", "enquiries", "editor", "community", "curating", "widget"},
    # These write records, so they see them; they are no doors.
    # A file holds what the API answers, so it is written by the API's presenters.
    "exchange": GROUND | RECORDS | {"listings", "api"},
    "demonstration": GROUND | RECORDS | {"listings"},
}

ONLY_IMPORTER = {"geopy": "places", "flask_login": "accounts", "pyroaring": "search"}

FILES = [path for path in python_files(APP) if path.is_relative_to(APP)]


def test_every_folder_has_its_place_in_the_order() -> None:
    folders = {path.name for path in APP.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(MAY_IMPORT)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    folder = folder_of(path)
    if not folder:
        return
    seen = {name.split(".")[1] for name in imports(path) if name.startswith("app.")}
    assert seen - MAY_IMPORT[folder] - {folder} == set()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_library_has_one_importer(path: Path) -> None:
    for library, folder in ONLY_IMPORTER.items():
        if any(name.split(".")[0] == library for name in imports(path)):
            assert folder_of(path) == folder


@pytest.mark.parametrize("path", sorted((APP / "search").glob("*.py")), ids=name_of)
def test_the_engine_is_pure(path: Path) -> None:
    outside = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names)
    # One file knows how loops are compiled; the loops themselves are plain Python.
    allowed = {"numpy", "pyroaring", "app"} | ({"numba"} if path.name == "compiled.py" else set())
    assert outside <= allowed


def test_only_config_reads_the_environment() -> None:
    readers = [
        name_of(path)
        for path in python_files(APP)
        if any(name in ("os.environ", "os.getenv", "os.environ.get") for name in imports(path))
        or "os.environ" in path.read_text(encoding="utf-8")
        or "getenv" in path.read_text(encoding="utf-8")
    ]
    assert readers == ["config.py"]
