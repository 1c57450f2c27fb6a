"""Preparing the places: once, whole or not at all."""

import shutil
from pathlib import Path

import pytest

from app.places.gazetteer import Gazetteer
from app.places.preparing import SEEDS, is_prepared, prepare

SEED_DIR = Path(__file__).resolve().parents[2] / "seeds" / "places"


def test_preparing_again_changes_nothing(prepared: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in prepared.iterdir()}
    assert prepare(SEED_DIR, prepared, lambda text: None) is False
    assert {path.name: path.stat().st_mtime_ns for path in prepared.iterdir()} == before


def test_preparing_says_what_it_does(prepared: Path) -> None:
    said: list[str] = []
    prepare(SEED_DIR, prepared, said.append)
    assert said == ["Places: already prepared."]


def test_a_damaged_seed_is_refused_in_plain_words_and_leaves_nothing(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in SEEDS:
        shutil.copy(SEED_DIR / name, seeds)
    (seeds / "cities.xz").write_bytes((SEED_DIR / "cities.xz").read_bytes()[:100_000])
    with pytest.raises(OSError, match="damaged"):
        prepare(seeds, tmp_path / "instance" / "places", lambda text: None)
    assert list((tmp_path / "instance").iterdir()) == []


def test_a_missing_seed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        prepare(tmp_path, tmp_path / "places", lambda text: None)


def test_opening_before_preparing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Gazetteer.open(tmp_path / "places")


def test_an_older_preparation_is_replaced_whole(prepared: Path, tmp_path: Path) -> None:
    target = tmp_path / "places"
    target.mkdir()
    (target / "stamp").write_text("older seeds")
    (target / "left-over.npy").write_bytes(b"")
    assert prepare(SEED_DIR, target, lambda text: None) is True
    assert is_prepared(target)
    assert sorted(path.name for path in target.iterdir()) == sorted(path.name for path in prepared.iterdir())


def test_nothing_is_left_beside_the_prepared_folder(prepared: Path) -> None:
    assert [path.name for path in prepared.parent.glob(".places*")] == []
