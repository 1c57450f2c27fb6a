"""Every setting of an installation: typed, documented, checked. The only reader of the environment.

`Config.from_environment()` reads `os.environ`, refuses bad or unsafe values with a `ConfigError` that says
what to do, and gives a frozen object that the application factory takes. The table of settings in the
README is held to the fields below by a test.
"""

import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from babel import Locale, UnknownLocaleError
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = ("development", "production", "testing")
_SUPPORTED_DATABASES = ("sqlite", "postgresql")
_LIMITS = ("api_per_minute", "api_per_day", "api_key_per_minute", "api_key_per_day")
_NUMBERS = ("port", "workers", "trusted_proxies", "demo_listings", *_LIMITS)
_DRIVERS = ("sqlite", "postgresql+psycopg")


class ConfigError(ValueError):
    """A setting is missing, malformed or unsafe; the message is one sentence that says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """What MAIL_URL says. `encrypted`: from the first byte, by STARTTLS, or never."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    encrypted: Literal["at once", "when asked", "never"]

    @property
    def is_loopback(self) -> bool:
        """Whether nobody can listen on the way to it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one installation. Field `x_y` is environment variable `X_Y`."""

    environment: str = _setting("development", "`development`, `production` or `testing`")
    secret_key: str = _setting("", "signs forms and sessions; at least 32 random characters in production")
    database_url: str = _setting("", "`sqlite:///…` or `postgresql://…`; default: SQLite in `INSTANCE_DIR`")
    instance_dir: Path = _setting(ROOT / "instance", "folder for the database, prepared places and other state")
    host: str = _setting("127.0.0.1", "address to listen on")
    port: int = _setting(8000, "port to listen on")
    workers: int = _setting(2, "worker processes")
    base_url: str = _setting("", "public address, `https://…` in production; links in the API are built from it")
    trusted_hosts: tuple[str, ...] = _setting(
        (), "comma-separated host names that may be asked for; required in production"
    )
    trusted_proxies: int = _setting(0, "how many reverse proxies in front set `X-Forwarded-*`")
    site_name: str = _setting("Attune", "name shown in titles and the header")
    leave_url: str = _setting("https://www.bbc.co.uk/weather", "where “Leave now” goes: a neutral, busy site")
    default_country: str = _setting("GB", "ISO 3166 country preferred for place names and crisis lines")
    default_currency: str = _setting("GBP", "ISO 4217 currency of `pay=` when none is said")
    default_locale: str = _setting("en", "language of the interface when the reader's is not available")
    geocoder: str = _setting(
        "", "a geopy geocoder to ask first (`nominatim`, … or `module:Class`); empty: offline only"
    )
    geocoder_options: Mapping[str, Any] = _setting(None, "JSON object of that geocoder's constructor arguments")
    mail_url: str = _setting(
        "", "`smtp://user:password@host:587` or `smtps://…`; empty: mail is written to `INSTANCE_DIR/mail/`"
    )
    mail_from: str = _setting("", "sender of all mail, `name@host` or `Name <name@host>`; default: from `BASE_URL`")
    demo_listings: int = _setting(2000, "demonstration listings `make run` loads into an empty database")
    api_per_minute: int = _setting(
        300, "requests a minute from one network (/24, /56) that programs may make without a key"
    )
    api_per_day: int = _setting(20_000, "and requests a day")
    api_key_per_minute: int = _setting(1_200, "requests a minute with an API key")
    api_key_per_day: int = _setting(50_000, "and requests a day, where the key itself does not say another number")
    log_level: str = _setting("INFO", "`DEBUG`, `INFO`, `WARNING` or `ERROR`")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Config":
        """Read, convert and check every setting; raises ConfigError on the first that will not do."""
        source = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        for setting in fields(cls):
            raw = source.get(setting.name.upper(), "").strip()
            if raw:
                values[setting.name] = _convert(setting.name, raw)
        return cls(**values)

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        set_field(self, "geocoder_options", dict(self.geocoder_options or {}))
        set_field(self, "instance_dir", Path(self.instance_dir).expanduser().resolve())
        if not self.database_url:
            set_field(self, "database_url", f"sqlite:///{self.instance_dir / 'attune.sqlite3'}")
        set_field(self, "database_url", _driver_named(self.database_url))
        if not self.base_url:
            set_field(self, "base_url", f"http://{self.host}:{self.port}")
        set_field(self, "base_url", self.base_url.rstrip("/"))
        _check_shape(self)
        if not self.mail_from:
            set_field(self, "mail_from", f"no-reply@{mail_host(self.base_url)}")
        _check_mail(self)
        if self.environment == "production":
            _check_production(self)
        elif not self.secret_key:
            set_field(self, "secret_key", _remembered_secret(self))

    @property
    def is_production(self) -> bool:
        return self.environment == "production"


def _convert(name: str, raw: str) -> Any:
    if name in _NUMBERS:
        if not re.fullmatch(r"\d{1,7}", raw):
            raise ConfigError(f"{name.upper()} must be a whole number, not {raw!r}.")
        return int(raw)
    if name == "trusted_hosts":
        return tuple(part.strip().lower() for part in raw.split(",") if part.strip())
    if name == "geocoder_options":
        try:
            options = json.loads(raw)
        except ValueError:
            options = None
        if not isinstance(options, dict):
            raise ConfigError('GEOCODER_OPTIONS must be a JSON object such as {"user_agent": "my-site"}.')
        return options
    return Path(raw) if name == "instance_dir" else raw


def _driver_named(url: str) -> str:
    """Accept the short forms people paste and name the driver this project is built with."""
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url[len(short) :]
    return url


def _check_shape(config: Config) -> None:
    _one_of("ENVIRONMENT", config.environment, ENVIRONMENTS)
    _one_of("LOG_LEVEL", config.log_level, ("DEBUG", "INFO", "WARNING", "ERROR"))
    _one_of("DATABASE_URL", config.database_url.split(":")[0].split("+")[0], _SUPPORTED_DATABASES)
    _check_database(config.database_url)
    if config.database_url.startswith("sqlite") and not re.match(r"sqlite:///.+", config.database_url):
        raise ConfigError("DATABASE_URL for SQLite must name a file, for example sqlite:////var/lib/attune/db.sqlite3.")
    _between("PORT", config.port, 1, 65535)
    _between("WORKERS", config.workers, 1, 64)
    _between("TRUSTED_PROXIES", config.trusted_proxies, 0, 5)
    _between("DEMO_LISTINGS", config.demo_listings, 0, 1_000_000)
    for limit in _LIMITS:
        _between(limit.upper(), getattr(config, limit), 1, 9_999_999)
    for name, value in (("BASE_URL", config.base_url), ("LEAVE_URL", config.leave_url)):
        if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", value):
            raise ConfigError(f"{name} must be a plain http or https address, not {value!r}.")
    try:
        Locale.parse(config.default_locale)
    except (ValueError, UnknownLocaleError):
        raise ConfigError(f"DEFAULT_LOCALE {config.default_locale!r} is not a locale such as en or ar.") from None
    if not re.fullmatch(r"[A-Z]{2}", config.default_country):
        raise ConfigError("DEFAULT_COUNTRY must be a two-letter ISO 3166 code such as GB.")
    if not re.fullmatch(r"[A-Z]{3}", config.default_currency):
        raise ConfigError("DEFAULT_CURRENCY must be a three-letter ISO 4217 code such as GBP.")


def _check_database(url: str) -> None:
    try:
        driver = make_url(url).drivername
    except (ArgumentError, ValueError):
        raise ConfigError("DATABASE_URL is not an address of a database.") from None
    if driver not in _DRIVERS or ":memory:" in url:
        raise ConfigError("DATABASE_URL must be sqlite:///FILE or postgresql://…, without another driver.")


def _check_production(config: Config) -> None:
    if len(config.secret_key) < 32 or len(set(config.secret_key)) < 8:
        raise ConfigError("SECRET_KEY must be at least 32 random characters in production.")
    if not config.base_url.startswith("https://"):
        raise ConfigError("BASE_URL must begin with https:// in production.")
    if not config.trusted_hosts:
        raise ConfigError("TRUSTED_HOSTS must name the public host in production.")
    if not config.mail_url:
        raise ConfigError("MAIL_URL must name a mail server in production, such as smtp://user:password@host:587.")


def _check_mail(config: Config) -> None:
    mail_server(config.mail_url)
    sender_of(config.mail_from)


def mail_server(url: str) -> MailServer | None:
    """The server that MAIL_URL names, None for an empty one; a refusal does not repeat its password."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in ("smtp", "smtps") or parts.path not in ("", "/") or parts.fragment:
        raise ConfigError("MAIL_URL must be smtp://user:password@host:587 or smtps://user:password@host:465.")
    if parts.query not in ("", "tls=off") or (parts.query and parts.scheme == "smtps"):
        raise ConfigError("MAIL_URL takes nothing after its host but ?tls=off, and that with smtp:// only.")
    if bool(parts.username) != bool(parts.password):
        raise ConfigError("MAIL_URL needs a user and a password, or neither.")
    secure = parts.scheme == "smtps"
    return MailServer(
        host=host,
        port=port or (465 if secure else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encrypted="at once" if secure else "never" if parts.query else "when asked",
    )


def sender_of(text: str) -> tuple[str, str]:
    """The name, perhaps empty, and the address that MAIL_FROM says."""
    found = re.fullmatch(r"""(?:([^<>@"\\]*)\s<)?([!#-'*+./-9=?A-Z^-~-]+@[A-Za-z0-9.:[\]-]+)>?""", text)
    if not found or not text.isprintable() or (found[1] is not None) != text.endswith(">"):
        raise ConfigError("MAIL_FROM must be one address such as name@host or Name <name@host>.")
    return (found[1] or "").strip(), found[2]


def mail_host(base_url: str) -> str:
    """The host of the public address as mail writes it."""
    try:
        host = urlsplit(base_url).hostname or ""
        return f"[IPv6:{host}]" if ":" in host else host.encode("idna").decode()
    except ValueError:
        raise ConfigError(f"BASE_URL must name a host, unlike {base_url!r}.") from None


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ConfigError(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")


def _between(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise ConfigError(f"{name} must be between {low} and {high}, not {value}.")


def _remembered_secret(config: Config) -> str:
    """A random key kept beside the development database, so that workers and restarts agree on it."""
    path = config.instance_dir / "development-secret"
    try:
        config.instance_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ConfigError(f"INSTANCE_DIR {config.instance_dir} cannot be written to ({error.strerror}).") from None
