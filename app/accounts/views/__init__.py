"""The pages of accounts: one Blueprint, a file for each thing somebody comes to do."""

from typing import Any

from flask import Blueprint, Response, make_response, render_template

from app.accounts.refusals import Refused

accounts = Blueprint("accounts", __name__)


def page(template: str, form: Any, **values: Any) -> Response:
    """A page with its form; 400 when what was sent will not do."""
    status = 400 if form.errors else 200
    return make_response(render_template(f"accounts/{template}.html", form=form, **values), status)


def refused(refusal: Refused, template: str, form: Any, field: str, **values: Any) -> Response:
    """The form again, what was typed in it, with the sentence of a refusal at this field."""
    form[field].errors = [refusal.sentence]
    response = page(template, form, **values)
    response.status_code = refusal.status
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


# The files add their routes to the Blueprint.
from app.accounts.views import (  # noqa: E402
    api_keys,  # noqa: F401
    passkeys,  # noqa: F401
    recovery,  # noqa: F401
    second_factor,  # noqa: F401
    settings,  # noqa: F401
    sign_in_methods,  # noqa: F401
    signing_in,  # noqa: F401
    signing_up,  # noqa: F401
)
