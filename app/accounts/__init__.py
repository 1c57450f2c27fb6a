"""Accounts: signing up and in, sessions behind Flask-Login, lost passwords, and who guesses.

The only importer of Flask-Login's manager. What others call is in `sessions.py`; who is signed in the guard asks by
`app.extensions["attune.signed_in"]`. May import: plumbing, vocabulary, places, access.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.accounts import commands, factors, people, signing_in, throttles
    from app.accounts.actions import forget_what_is_over
    from app.accounts.views import accounts
    from app.plumbing import clock, rounds

    signing_in.init_app(app)
    throttles.init_app(app)
    factors.init_app(app)
    people.init_app(app)
    commands.init_app(app)
    rounds.add(app, lambda session: forget_what_is_over(session, clock.now()))
    app.register_blueprint(accounts)
