"""Organisations and their services: clinics, groups and community services, own or from public registers.

May import: plumbing, vocabulary, places, access, urgent_help, credentials, accounts, practitioners.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.organisations.members.actions import forget_invitations
    from app.organisations.queries import approved_membership
    from app.plumbing import rounds
    from app.plumbing.requests import database_session

    app.extensions["attune.membership"] = lambda account_id: approved_membership(database_session(), account_id)
    rounds.add(app, forget_invitations)
