"""The pages of the stewards, by desk. One Blueprint: `moderation.desk` is where a steward arrives."""

from typing import Any

from flask import Blueprint, request

from app.moderation.desks import links

moderation = Blueprint("moderation", __name__)


@moderation.context_processor
def _links() -> dict[str, Any]:
    """The way from each desk to the others."""
    return {"area_links": links(request.endpoint or "")}


# The files add their routes to the Blueprint.
from app.moderation.views import (  # noqa: E402
    letters,  # noqa: F401
    lines,  # noqa: F401
    messages,  # noqa: F401
    organisations,  # noqa: F401
    overview,  # noqa: F401
    people,  # noqa: F401
    registers,  # noqa: F401
    replies,  # noqa: F401
    reports,  # noqa: F401
    reviews,  # noqa: F401
    seconding,  # noqa: F401
    trail,  # noqa: F401
    vocabulary,  # noqa: F401
)
