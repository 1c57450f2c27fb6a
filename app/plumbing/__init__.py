"""What knows nothing about therapy: database, clock, mail, audit trail, errors, headers, limits, logging, commands.

May import: nothing else of `app/`. Everybody may import it.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.plumbing import (
        assets,
        audit_commands,
        commands,
        errors,
        files,
        form_tokens,
        headers,
        json,
        locale,
        logging,
        mail_commands,
        monthly_keys,
        requests,
        rounds,
        server,
        words,
    )

    server.init_app(app)
    files.init_app(app)
    monthly_keys.init_app(app)
    logging.init_app(app)
    json.init_app(app)
    requests.init_app(app)
    headers.init_app(app)
    locale.init_app(app)
    words.init_app(app)
    assets.init_app(app)
    errors.init_app(app)
    commands.init_app(app)
    audit_commands.init_app(app)
    rounds.init_app(app)
    rounds.add(app, form_tokens.forget_spent)
    mail_commands.init_app(app)
