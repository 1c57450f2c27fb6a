"""Pages of accounts, all below /account."""

from flask import Blueprint

accounts = Blueprint("accounts", __name__)

from app.accounts.views import passkeys, second_factor, sign_in_methods  # noqa: E402, F401 (they add their routes)
