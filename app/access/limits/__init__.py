"""How often programs may ask: counted in the database, one row a key or a network, shared by all workers (API-05).

A network is known by a hash of the day; no address is kept. Whoever cannot be counted, because the database is busy, is
served: a limit keeps the directory open, so it must not be what closes it.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.access.limits import counting
    from app.access.limits.actions import forget
    from app.plumbing import clock, rounds

    counting.init_app(app)
    rounds.add(app, lambda session: forget(session, clock.now()))
