"""What everybody may see of an organisation."""

from uuid import UUID

from flask import render_template

from app.access.permissions import public
from app.community.published import public_page
from app.community.views import community


@community.get("/organisations/<uuid:organisation_id>")
@public
def organisation(organisation_id: UUID) -> str:
    """One that was accepted."""
    return render_template("organisations/organisation.html", page=public_page(organisation_id))
