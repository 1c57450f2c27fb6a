"""What is sent into the quiet search, and the address it leads to."""

from werkzeug.datastructures import MultiDict

from app.criteria.grammar import known_pairs
from app.criteria.requests import parsed
from app.finder import addresses, quiet
from app.finder.quiet import Place
from app.finder.saying import address_of
from app.plumbing.sealed_addresses import TooLong


def asked_quietly(form: MultiDict[str, str]) -> str:
    """The address of what a form asks, as a sentence or as choices. `here=home` stays on the first page while nothing
    is asked.
    """
    quiet.enter(Place("results"))
    if form.get("say", "").strip() or ("say" in form and "here" not in form):
        return address_of(form["say"])
    pairs = known_pairs(form.items(multi=True), (addresses.SHOW,))
    return _address(pairs) if pairs or form.get("here") != "home" else addresses.home()


def _address(pairs: list[tuple[str, str]]) -> str:
    """As it was asked where that cannot be taken whole, so that the page can say why."""
    asked = parsed((addresses.SHOW,), pairs)
    if not asked.problems:
        return addresses.search(asked.criteria, **_show(pairs))
    try:
        return quiet.address(Place("results", tuple(pairs)))
    except TooLong:
        return addresses.search(asked.criteria)


def _show(pairs: list[tuple[str, str]]) -> dict[str, str]:
    return {key: value for key, value in pairs if key == addresses.SHOW}
