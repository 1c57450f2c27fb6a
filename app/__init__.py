"""Attune: a free, open therapist-finder. This docstring is the map of the house.

vocabulary/     the words seekers and therapists share          places/         where things are, offline
access/         who may do what                                  urgent_help/    crisis lines by country
accounts/       signing in                                       credentials/    registers and dated checks
practitioners/  the private record: identity, offers, fees       organisations/  organisations and their services
search/         the engine, pure                                 listings/       the public projection, and its index
criteria/       what is asked, from an address to the findings   understanding/  a sentence, to what it asks for
finder/         the public pages                                 api/            the same findings as JSON
editor/         where a practitioner keeps a listing             exchange/       importing and exporting files
waiting/        seekers who wait for a place, or for news        demonstration/  fictional listings
enquiries/      first messages and their answers                 ownership/      bringing back, deleting an account
moderation/     the stewards' desks                              unmet/          what is offered, and asked for, counted
widget/         the search in a frame of another site            community/      where organisations keep what they say
curating/       their lists, and whom they vouch for             plumbing/       nothing about therapy

Imports run one way, left to right: plumbing; vocabulary, places, access; urgent_help, credentials, accounts;
practitioners; organisations; search, listings; criteria; understanding, waiting, unmet; finder, api, exchange,
demonstration; enquiries, editor, community, widget, curating, moderation, ownership.
"""

from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config


def create_app(config: Config | None = None) -> Flask:
    """The application: a list of init calls. Raises ConfigError or UnusableDatabase with one sentence."""
    # Imported here and in the folders' own init calls, so that the pure ones can be used without the web.
    from app import (
        access,
        accounts,
        api,
        check,
        community,
        curating,
        demonstration,
        editor,
        enquiries,
        exchange,
        finder,
        housekeeping,
        listings,
        moderation,
        organisations,
        ownership,
        places,
        plumbing,
        retention,
        unmet,
        urgent_help,
        vocabulary,
        waiting,
        widget,
    )

    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(_flask_settings(config or Config.from_environment()))
    if hops := app.config["TRUSTED_PROXIES"]:
        # The host is never taken from a header: links are built from BASE_URL.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    plumbing.init_app(app)
    for folder in (vocabulary, places, access, urgent_help, accounts, organisations, listings, waiting, unmet):
        folder.init_app(app)
    for folder in (finder, api, enquiries, editor, community, widget, curating, moderation, ownership):
        folder.init_app(app)
    for folder in (exchange, demonstration, check, housekeeping, retention):
        folder.init_app(app)
    return app


def _flask_settings(config: Config) -> dict[str, Any]:
    """The settings under Flask's upper-case names."""
    settings = {name.upper(): getattr(config, name) for name in config.__slots__}
    # Flask would answer an unknown host itself, before any of our headers and pages are there.
    settings["PUBLIC_HOSTS"] = settings.pop("TRUSTED_HOSTS")
    return settings | {"TESTING": config.environment == "testing", "DEBUG": False}
