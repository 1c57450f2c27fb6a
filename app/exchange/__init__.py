"""Importing files that others wrote: one reader, one declarative mapping a format, a report before a change.

May import: plumbing, vocabulary, places, access, credentials, accounts, practitioners, organisations, listings.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.exchange import commands

    commands.init_app(app)
