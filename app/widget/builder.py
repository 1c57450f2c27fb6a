"""The builder's pages: what is chosen, how it looks, and what to put where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import abort, current_app, url_for
from werkzeug.datastructures import MultiDict

from app.access.visitors import organisation_id, signed_in
from app.criteria.headings import heading
from app.criteria.labels import facet_name, labels_of
from app.criteria.ways_out import RADII
from app.criteria.wording import reader
from app.listings.requests import directory
from app.organisations.collections.queries import collections_of
from app.plumbing.locale import locale_code
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.widget import colours, rules
from app.widget.actions import Wanted
from app.widget.by_list import FIRST, GONE, ONLY
from app.widget.forms import WidgetForm
from app.widget.models import Widget
from app.widget.queries import widget_of, widgets_of
from app.widget.showing import is_lost
from app.widget.snippets import Snippets, snippets
from app.widget.wanting import HELD, SEARCH, TICKED, Wish, wish

_USUAL_HEIGHT = 640
# A longer list than this is folded under its headings.
_LONG = 40
# What the look of a frame does not depend on.
_UNSEEN = frozenset({"csrf_token", "name", "origins", "look"})


@dataclass(frozen=True, slots=True)
class Ticks:
    """A facet to choose from: `groups` as `ticks` shows them, `chosen` how many are ticked."""

    key: str
    label: str
    groups: Sequence[Mapping[str, Any]]
    chosen: int
    held: bool
    is_long: bool


@dataclass(frozen=True, slots=True)
class BuilderPage:
    """What `widget/builder.html` shows."""

    form: WidgetForm
    ticks: Sequence[Ticks]
    near: str
    radii: Sequence[tuple[str, str, bool]]
    pay: str
    symbol: str
    search: str
    held: frozenset[str]
    problems: Sequence[tuple[str, str]]
    preview: str
    draft: str
    widget: Widget | None
    snippets: Snippets | None


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """`shut` are the ids of widgets that find nobody, because nobody can read their list, or because something nobody
    may change there is not known any more."""

    widgets: Sequence[Widget]
    shut: frozenset[str]


def overview_page() -> OverviewPage:
    own = widgets_of(database_session(), organisation_id())
    read = {one.id for one in collections_of(database_session(), organisation_id()) if one.public}
    shut = (w.id for w in own if (w.by_list == ONLY and w.collection_id not in read) or is_lost(w))
    return OverviewPage(own, frozenset(shut))


def form_of(sent: "MultiDict[str, str]", widget: Widget | None = None, **more: Any) -> WidgetForm:
    """The form with what was sent about a widget, and the organisation's lists to choose from."""
    lists = [
        (str(one.id), one.title if one.public else _("%(title)s (works once anybody may read it)", title=one.title))
        for one in collections_of(database_session(), organisation_id())
    ]
    if sent.get("collection") == GONE:
        lists.append((GONE, _("Only a list that is not there any more: nobody is found")))
    person, named = signed_in(), () if widget is None else widget.origins
    is_fresh = person is not None and person.is_fresh()
    return WidgetForm(formdata=sent, lists=lists, named=named, is_fresh=is_fresh, **more)


def own_widget(widget_id: str) -> Widget:
    """A widget of this organisation; another's is not there."""
    found = widget_of(database_session(), organisation_id(), widget_id)
    if found is None:
        abort(404)
    return found


def blank() -> "MultiDict[str, str]":
    """The form before anything was chosen."""
    lead, ground = colours.USUAL.split("-")
    usual = {"locale": locale_code(), "lead": lead, "ground": ground, "height": str(_USUAL_HEIGHT), "by_list": FIRST}
    return MultiDict(usual | {"heading": _("Find somebody who understands")})


def builder_page(sent: "MultiDict[str, str]", form: WidgetForm, chosen: Wish, widget: Widget | None) -> BuilderPage:
    """The builder with all that was sent, whether it will do or not."""
    reads = reader()
    unit = "mi" if reads.country in ("GB", "US") else "km"
    distances = [(f"{number}{unit}", reads.length(float(number), unit)) for number in RADII[unit]]
    within = sent.get("within", "")
    if within and within not in dict(distances):
        distances.append((within, within))
    return BuilderPage(
        form=form,
        ticks=[_ticks(key, sent) for key in TICKED],
        near=sent.get("near", ""),
        radii=[(value, words, value == within) for value, words in distances],
        pay=sent.get("pay", ""),
        symbol=reads.symbol(reads.currency),
        search=sent.get(SEARCH, ""),
        held=frozenset(sent.getlist(HELD)),
        problems=chosen.problems,
        preview=url_for("widgets.preview"),
        draft=urlencode([(key, value) for key, value in sent.items(multi=True) if value and key not in _UNSEEN]),
        widget=widget,
        snippets=None if widget is None else snippets(widget, current_app.config["BASE_URL"]),
    )


def wanted(form: WidgetForm, chosen: Wish) -> Wanted:
    """What is to be kept, of a form that was found right."""
    return Wanted(
        name=form.name.data or "",
        origins=form.sites,
        preset=chosen.preset,
        locked=chosen.locked,
        locale=form.locale.data,
        theme=colours.theme(form.lead.data, form.ground.data),
        heading=form.heading.data or "",
        height=rules.height(form.height.data or _USUAL_HEIGHT),
        **_by_list(form.collection.data, form.by_list.data),
    )


def imagined(sent: "MultiDict[str, str]") -> Widget:
    """A widget that is kept nowhere, as the form would make it; what will not do yet is as it usually is."""
    given = blank()
    form = form_of(sent, meta={"csrf": False})
    form.validate()
    for field in form:
        if not field.errors and field.name in sent:
            given[field.name] = sent[field.name]
    chosen = wish(sent)
    return Widget(
        id="preview",
        origins=[],
        preset=chosen.preset,
        locked=chosen.locked,
        locale=given["locale"],
        theme=f"{given['lead']}-{given['ground']}",
        heading=given["heading"],
        height=rules.height(int(given["height"])),
        **_by_list(given.get("collection"), given["by_list"]),
    )


def _by_list(chosen: str | None, how: str) -> dict[str, Any]:
    """The columns of a list that was chosen; one that is gone leaves what it did."""
    if not chosen:
        return {"collection_id": None, "by_list": None}
    return (
        {"collection_id": None, "by_list": ONLY} if chosen == GONE else {"collection_id": UUID(chosen), "by_list": how}
    )


def _ticks(key: str, sent: "MultiDict[str, str]") -> Ticks:
    labels = labels_of(directory().lexicon, locale_code())
    ticked = set(sent.getlist(key))
    groups: dict[str | None, list[tuple[str, str, str, bool]]] = {}
    for slug, word in labels.terms(key).items():
        if not word.retired or slug in ticked:
            term = (slug, labels.of(key, slug), word.meaning_in(labels.code), slug in ticked)
            groups.setdefault(word.heading, []).append(term)
    shown = [{"heading": heading(under), "terms": terms} for under, terms in groups.items()]
    held, is_long = key in sent.getlist(HELD), len(labels.terms(key)) > _LONG
    return Ticks(key, facet_name(key), shown, len(ticked), held, is_long)
