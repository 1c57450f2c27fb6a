"""Waiting for a reduced place: seekers join by e-mail, say that it was them, and leave with one click.

Right of `listings`, because it shows whom somebody waits for as the public may see them, and beside the doors, not one
of them: it keeps addresses, and hears from the record when a place opens. Nobody here needs an account or a cookie.
May import: plumbing, vocabulary, places, access, practitioners, listings, criteria.
"""

from functools import partial

from flask import Flask


def init_app(app: Flask) -> None:
    from app.plumbing import rounds
    from app.waiting import actions, requests, views

    requests.init_app(app)
    actions.watch(app.extensions["attune.database"].sessions, requests.of(app))
    rounds.add(app, actions.forget)
    for task in (actions.remind, actions.pass_on):
        rounds.add(app, partial(task, room=requests.of(app)))
    app.register_blueprint(views.waiting)
