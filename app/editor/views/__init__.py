"""The pages of the editor, by task. One blueprint: `editor.overview` is where a practitioner arrives."""

from typing import Any

from flask import Blueprint, request, url_for

from app.plumbing.words import gettext as _

editor = Blueprint("editor", __name__)


@editor.context_processor
def _links() -> dict[str, Any]:
    """The way from each page to the others; none for the holder of a link, who has not signed in."""
    if request.path.startswith("/still-right/"):
        return {}
    pages = (
        ("editor.overview", _("Your listing")),
        ("editor.offers", _("Ways to be seen")),
        ("editor.places", _("Places")),
        ("editor.preview", _("What others see")),
        ("enquiries.messages", _("Messages")),
        ("accounts.account", _("Account and signing out")),
    )
    return {"area_links": [(url_for(endpoint), words, request.endpoint == endpoint) for endpoint, words in pages]}


from app.editor.views import changing, confirming, deciding, picturing, questions, seeing  # noqa: E402, F401 (they add to the blueprint)
