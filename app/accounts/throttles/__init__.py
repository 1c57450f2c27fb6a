"""Slowing down whoever guesses, without locking out whoever owns (AUTH-13).

What fails is counted by account, by network address and by all together, under keys that say neither (PRIV-05). A
browser in which an account has been signed in to before is counted by itself, so that no attack keeps its owner out;
anybody else has the way by e-mail.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.accounts.throttles.keys import KEY, new_key

    # Made before the workers are forked, shared by them, and gone with them: counts of before mean nothing then.
    app.extensions[KEY] = new_key()
