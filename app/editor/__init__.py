"""Where a practitioner keeps their listing: one question a page, what is shown to whom, and what waits for whom.

`questions` lists what is asked, in order; a kind of question (`kinds/`) turns an answer into a form, a form into an
answer, and an answer into words. What an answer means for the record is `practitioners/parts.py`.
May import: plumbing, vocabulary, places, access, credentials, accounts, practitioners, listings, criteria, and of the
finder what shows a listing: a preview must be the page itself. It is no door: all of it is behind a sign-in.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.editor import addresses, views
    from app.editor.kinds.meant import AUDIENCE_NAMES
    from app.editor.reminding import remind
    from app.plumbing import rounds

    app.register_blueprint(views.editor)
    rounds.add(app, remind)
    app.jinja_env.globals["edited"] = addresses
    app.jinja_env.globals["audience_names"] = lambda: AUDIENCE_NAMES
