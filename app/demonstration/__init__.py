"""Demonstration listings: fictional practitioners and services, to try an installation without anybody's data.

Everything about listing i follows from the seed, i and the day, so that two machines make the same ones and a larger
set contains a smaller one. What they are made of (names by culture, towns, practice, words) is in `seeds/demo/`;
every listing is marked fictional, and no name of a person, number or address belongs to anybody.
May import: plumbing, vocabulary, places, access, credentials, accounts, practitioners, organisations, listings.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.demonstration import commands, views

    commands.init_app(app)
    if app.config["ENVIRONMENT"] != "production":
        app.register_blueprint(views.demonstration)
