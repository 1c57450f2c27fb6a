"""Where need goes unmet: how many listings there are of what, with the zeros, and how often it was searched for.

`supply` asks the engine, so each number is what a search finds; it knows only what is no identity fact. `demand`
counts in memory what people ask for, and keeps blocks of at least ten connections each.
May import: plumbing, vocabulary, places, access, search, listings, criteria.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.unmet import demand

    demand.init_app(app)
