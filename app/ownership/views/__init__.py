"""The pages of what is somebody's own: one Blueprint, a file for each thing somebody comes to do."""

from typing import Any

from flask import Blueprint, request

from app.editor.addresses import area_links

ownership = Blueprint("ownership", __name__)


@ownership.context_processor
def _links() -> dict[str, Any]:
    """The way to the other pages of a listing, from those that are about one."""
    return {"area_links": area_links()} if request.path.startswith("/practitioner") else {}


from app.ownership.views import bringing, leaving  # noqa: E402, F401 (they add to the blueprint)
