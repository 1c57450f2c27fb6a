"""What is somebody's own: bringing back what they took away, and deleting their account with all that hangs on it.

Taking away is `editor/exporting.py`; here an archive of it is read by whoever distrusts it, shown beside what is there
now, and written by the editor's own questions, so that no rule of the editor can be gone around.
May import: plumbing, vocabulary, places, access, accounts, credentials, practitioners, listings, criteria, editor.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.ownership import actions, commands, views
    from app.plumbing import rounds

    app.register_blueprint(views.ownership)
    commands.init_app(app)
    rounds.add(app, actions.forget_brought)
