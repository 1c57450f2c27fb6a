"""The README, the lock and the ignore rules tell the truth."""

import re
from dataclasses import fields

import pytest

from config import ROOT, Config

README = ROOT / "README.md"


@pytest.mark.parametrize("setting", [setting.name.upper() for setting in fields(Config)])
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert f"`{setting}`" in README.read_text(encoding="utf-8")


def test_the_readme_names_no_setting_that_is_not_there() -> None:
    table = re.findall(r"^\| `([A-Z_]+)` \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(table) == {setting.name.upper() for setting in fields(Config)}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_the_lock_pins_by_hash_and_names_no_host(lock: str) -> None:
    content = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9][^\s;]*==[^\s;]+.*\\$", content, re.MULTILINE)
    named = re.findall(r"^[a-z0-9]\S*==", content, re.MULTILINE)
    assert len(pinned) == len(named) > 20
    assert "://" not in content


@pytest.mark.parametrize("target", ["run", "test", "setup", "check", "bench", "help"])
def test_the_readme_knows_every_command(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert f"make {target}" in README.read_text(encoding="utf-8")
