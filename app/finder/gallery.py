"""The gallery: every component with its examples, for whoever works on the pages. Never in production."""

from pathlib import Path

from flask import Blueprint, Flask, render_template

from app.access.permissions import public

gallery_pages = Blueprint("gallery", __name__)


def init_app(app: Flask) -> None:
    if app.config["ENVIRONMENT"] == "production":
        return
    app.register_blueprint(gallery_pages)
    examples = sorted((Path(app.root_path) / "templates" / "gallery").glob("*.html"))
    app.jinja_env.globals["gallery_examples"] = tuple(f.stem for f in examples if f.stem != "gallery")


@gallery_pages.get("/gallery")
@public
def gallery() -> str:
    """Every component."""
    return render_template("gallery/gallery.html")
