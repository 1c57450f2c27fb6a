"""First messages: a seeker asks, a practitioner answers, and nothing is kept that need not be.

Right of `finder`, because whom somebody writes to is shown as the finder shows them. It knows practitioners by their
record and their account's address, and seekers by a private link.
May import: plumbing, vocabulary, places, access, urgent_help, accounts, practitioners, search, listings, criteria,
understanding, finder.
"""

from functools import partial

from flask import Flask


def init_app(app: Flask) -> None:
    from app.enquiries import keeping, requests, views
    from app.enquiries.apart import actions as apart
    from app.enquiries.measuring.actions import forget_measured
    from app.plumbing import rounds

    requests.init_app(app)
    desk = requests.of(app)
    # First, so that nobody is told of what is to be erased.
    rounds.add(app, keeping.erase)
    for task in (keeping.free_seekers, keeping.let_go, keeping.tell_of_more, apart.let_unlooked_through):
        rounds.add(app, partial(task, desk=desk))
    rounds.add(app, apart.forget_surges)
    rounds.add(app, forget_measured)
    rounds.add(app, lambda _session: len(keeping.destroy_keys(desk.seals.keys)))
    app.register_blueprint(views.enquiries)
