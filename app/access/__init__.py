"""Who may do what: permissions, the markers routes carry, the guard that holds them, API keys and how
often programs may ask.

A route without a marker is refused: nothing is reachable because somebody forgot.
May import: plumbing.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.access import commands, guard, limits, visitors
    from app.access.actions import forget_revoked
    from app.plumbing import rounds

    visitors.init_app(app)
    limits.init_app(app)
    guard.init_app(app)
    commands.init_app(app)
    rounds.add(app, forget_revoked)
