"""The pages of the editor, by task. One blueprint: `editor.overview` is where a practitioner arrives."""

from typing import Any

from flask import Blueprint, request

from app.editor.addresses import area_links

editor = Blueprint("editor", __name__)


@editor.context_processor
def _links() -> dict[str, Any]:
    """The way from each page to the others; none for the holder of a link, who has not signed in."""
    return {} if request.path.startswith("/still-right/") else {"area_links": area_links()}


from app.editor.views import changing, confirming, deciding, looking, picturing, questions, seeing  # noqa: E402, F401 (they add to the blueprint)
