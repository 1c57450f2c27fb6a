"""Who may do what: permissions, the markers routes carry, the guard that holds them, API keys.

A route without a marker is refused: nothing is reachable because somebody forgot.
May import: plumbing.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.access import commands, guard, visitors

    visitors.init_app(app)
    guard.init_app(app)
    commands.init_app(app)
