"""Fictional listings, so that an empty installation can be tried; every page says that they are fictional.

May import: plumbing, vocabulary, places, access, credentials, accounts, practitioners, organisations, listings.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.demonstration import commands

    commands.init_app(app)
