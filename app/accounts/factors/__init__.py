"""What somebody shows beside a password, or in its place: an app's codes, recovery codes, passkeys.

A passkey counts as two factors, because the device has made sure of its owner; recovery codes only stand in for
another factor and are never the only one. A wrong code counts towards a limit; what is right is accepted once.
Same imports as `accounts`.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Have signing in ask for a second factor where there is one."""
    from app.accounts.factors.passkeys.actions import forget_challenges
    from app.accounts.factors.queries import has_second_factor
    from app.accounts.factors.refusals import of_passkey
    from app.accounts.sessions import HAVE_FACTORS
    from app.plumbing import rounds

    app.extensions[HAVE_FACTORS].append(has_second_factor)
    app.jinja_env.globals["passkey_refusal"] = of_passkey
    rounds.add(app, forget_challenges)
