"""The words seekers and therapists share: schemes, terms, synonyms, translations.

Rows in the database, loaded from `seeds/vocabulary/` as often as one likes; read through a `Lexicon`,
which every process keeps in memory and renews when the vocabulary changes.
May import: plumbing.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.vocabulary import commands

    commands.init_app(app)
