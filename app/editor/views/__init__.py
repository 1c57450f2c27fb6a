"""The pages of the editor, by task. One blueprint: `editor.overview` is where a practitioner arrives."""

from flask import Blueprint

editor = Blueprint("editor", __name__)

from app.editor.views import changing, confirming, deciding, picturing, questions, seeing  # noqa: E402, F401 (they add to the blueprint)
