"""The gallery: every component with its examples, for whoever works on the pages. Never in production."""

from pathlib import Path

from flask import Blueprint, Flask, render_template
from wtforms import Form, StringField
from wtforms.validators import Email

from app.access.permissions import public
from app.criteria.labels import labels_of
from app.criteria.wording import reader
from app.finder.paying import Paying, fee_facts, paying
from app.listings.listing import Fees, ReducedPlaces
from app.listings.requests import directory
from app.plumbing.boxes import Boxes, SelectChoice

gallery_pages = Blueprint("gallery", __name__)

EXAMPLE = fee_facts(
    Fees(
        currency="GBP",
        standard=6500,
        reduced_from=2000,
        model="income-formula",
        who_qualifies=("student", "carer"),
        reduced_places=ReducedPlaces(4, 2, None),
        terms={"per_mille_of_yearly_income": 2, "least": 2000, "most": 6500},
    ),
    60,
    free=False,
)


def init_app(app: Flask) -> None:
    if app.config["ENVIRONMENT"] == "production":
        return
    app.register_blueprint(gallery_pages)
    examples = sorted((Path(app.root_path) / "templates" / "gallery").glob("*.html"))
    app.jinja_env.globals["example_fees"] = EXAMPLE
    app.jinja_env.globals["gallery_examples"] = tuple(f.stem for f in examples if f.stem != "gallery")


class _ExampleForm(Form):
    email = StringField("E-mail", [Email()])
    needs = Boxes("Needs", choices=[SelectChoice("one", "One"), SelectChoice("two", "Two")], default=["two"])
    ticks = Boxes("Ticks", choices=[SelectChoice("one", "One"), SelectChoice("two", "Two")], default=["two"])


@gallery_pages.get("/gallery")
@public
def gallery() -> str:
    """Every component."""
    form = _ExampleForm(data={"email": "someone at example", "needs": ["two"], "ticks": ["two"]})
    form.validate()
    fields = {"example_needs": form.needs, "example_ticks": form.ticks}
    return render_template("gallery/gallery.html", paying=_paying(), example_form=form, **fields)


def _paying() -> Paying:
    """The fold over one price, so that it can be tried."""
    reads = reader()
    return paying([EXAMPLE], labels_of(directory().lexicon, reads.code), reads, currency="GBP")
