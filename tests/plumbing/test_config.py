"""The configuration: typed, checked, and refusing what is unsafe with one sentence."""

from pathlib import Path

import pytest

from config import Config, ConfigError, mail_server, sender_of

SAFE = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "b2c9f1e07d4a4e6f8a1b3c5d7e9f0a2b4c6d8e0f",
    "BASE_URL": "https://find.example.org",
    "TRUSTED_HOSTS": "find.example.org",
    "MAIL_URL": "smtp://directory:a%40secret@mail.example.org",
}


def read(tmp_path: Path, **environ: str) -> Config:
    return Config.from_environment({"INSTANCE_DIR": str(tmp_path), **environ})


def test_everything_has_a_default(tmp_path: Path) -> None:
    config = read(tmp_path)
    assert (config.port, config.database_url) == (8000, f"sqlite:///{tmp_path}/attune.sqlite3")


def test_a_development_secret_is_remembered(tmp_path: Path) -> None:
    assert read(tmp_path).secret_key == read(tmp_path).secret_key
    assert len(read(tmp_path).secret_key) >= 32


def test_postgresql_gets_its_driver(tmp_path: Path) -> None:
    assert read(tmp_path, DATABASE_URL="postgres://u@h/d").database_url == "postgresql+psycopg://u@h/d"


def test_production_starts_when_it_is_safe(tmp_path: Path) -> None:
    assert read(tmp_path, **SAFE).is_production


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 40),
        ("BASE_URL", "http://find.example.org"),
        ("TRUSTED_HOSTS", ""),
        ("MAIL_URL", ""),
    ],
)
def test_production_refuses_what_is_unsafe(tmp_path: Path, setting: str, value: str) -> None:
    with pytest.raises(ConfigError, match=setting):
        read(tmp_path, **SAFE | {setting: value})


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ENVIRONMENT", "prod"),
        ("PORT", "eighty"),
        ("PORT", "-1"),
        ("PORT", "70000"),
        ("WORKERS", "0"),
        ("DATABASE_URL", "mysql://h/d"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "postgresql://host:notaport/db"),
        ("DATABASE_URL", "postgresql+psycopg2://host/db"),
        ("DEFAULT_LOCALE", "klingon"),
        ("BASE_URL", "javascript:alert(1)"),
        ("LEAVE_URL", "not an address"),
        ("DEFAULT_COUNTRY", "Britain"),
        ("DEFAULT_CURRENCY", "£"),
        ("GEOCODER_OPTIONS", "[1]"),
        ("GEOCODER_OPTIONS", "{broken"),
        ("LOG_LEVEL", "LOUD"),
        ("DEMO_LISTINGS", "many"),
        ("MAIL_URL", "mail.example.org"),
        ("MAIL_URL", "http://mail.example.org"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_URL", "smtp://mail.example.org:many"),
        ("MAIL_URL", "smtp://user@mail.example.org"),
        ("MAIL_URL", "smtp://mail.example.org/path"),
        ("MAIL_URL", "smtp://mail.example.org?tls=perhaps"),
        ("MAIL_URL", "smtps://mail.example.org?tls=off"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "a@example.org, b@example.org"),
        ("MAIL_FROM", "Attune <a@example.org"),
        ("MAIL_FROM", "a@example.org>"),
        ("MAIL_FROM", "a@example.org\nBcc: b@example.org"),
    ],
)
def test_a_bad_value_is_refused_by_name(tmp_path: Path, setting: str, value: str) -> None:
    with pytest.raises(ConfigError, match=setting) as refusal:
        read(tmp_path, **{setting: value})
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("url", "port", "encrypted"),
    [
        ("smtp://u:a%40b@mail.example.org", 587, "when asked"),
        ("smtp://u:a%40b@mail.example.org:25?tls=off", 25, "never"),
        ("smtps://u:a%40b@mail.example.org", 465, "at once"),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, port: int, encrypted: str) -> None:
    server = mail_server(url)
    assert server is not None
    assert (server.host, server.port, server.encrypted) == ("mail.example.org", port, encrypted)
    assert (server.user, server.password) == ("u", "a@b")
    assert "a@b" not in repr(server)


def test_a_refused_mail_server_keeps_its_password_to_itself(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refusal:
        read(tmp_path, MAIL_URL="smtp://user:tiger@mail.example.org/path")
    assert "tiger" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a.b+c@example.org", ("", "a.b+c@example.org")),
        ("The Library <a@example.org>", ("The Library", "a@example.org")),
        ("Bücherei <a@example.org>", ("Bücherei", "a@example.org")),
    ],
)
def test_a_sender_has_an_address_and_perhaps_a_name(text: str, parts: tuple[str, str]) -> None:
    assert sender_of(text) == parts


def test_the_sender_is_of_the_public_host_unless_said(tmp_path: Path) -> None:
    assert read(tmp_path, **SAFE).mail_from == "no-reply@find.example.org"


def test_an_instance_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="INSTANCE_DIR"):
        read(tmp_path / "file" / "below")
