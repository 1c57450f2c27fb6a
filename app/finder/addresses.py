"""Addresses of the finder's pages: a search is its query string, or in the quiet search a sealed word.

Every address of a page that belongs to somebody's search is made here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode
from uuid import UUID

from app.criteria.criteria import Criteria
from app.criteria.grammar import serialise
from app.finder import carrying, quiet
from app.finder.quiet import Pairs, Place
from app.plumbing.locale import carried as spoken
from app.plumbing.sealed_addresses import TooLong

FIND = "/find"
SHORTLIST = "/shortlist"
# Forms of the quiet search are sent here; also the one that begins it.
QUIETLY = "/r"
# The key of the page itself: the facet that shows all its values.
SHOW = "show"


def search(criteria: Criteria, **also: str) -> str:
    """The address of a search; `also` are keys of the page itself."""
    return _results(serialise(criteria), also.items())


def facet(key: str, slug: str) -> str:
    """The address of a search for one value."""
    return _results([(key, slug)])


def all_values(criteria: Criteria, key: str) -> str:
    """The address of a search with all values of one facet to choose from."""
    return f"{search(criteria, **{SHOW: key})}#{facet_anchor(key, expanded=True)}"


def facet_anchor(key: str, *, expanded: bool) -> str:
    """The name of a facet's place on the page: an address of the quiet search may end in it, and says nothing then."""
    return "all" if expanded and quiet.here() else f"facet-{key}"


def everyone() -> str:
    """The address of the search that asks for nothing."""
    return _results([])


def results() -> str:
    """Where one came from: only in the quiet search is it known, from the address itself."""
    here = quiet.here()
    return _results([] if here is None else here.asked)


def home() -> str:
    """The address of the first page."""
    return spoken("/" if quiet.here() is None else quiet.address(Place("home")))


def listing(slug: str) -> str:
    """The address of a listing."""
    here = quiet.here()
    return (
        spoken(carrying.carried(lasting_listing(slug))) if here is None else _sealed(Place("listing", here.asked, slug))
    )


def lasting_listing(slug: str) -> str:
    """The address of a listing that anybody may write down, also from the quiet search."""
    return f"/listings/{quote(slug)}"


def shortlist() -> str:
    """The address of the people somebody kept, and of the forms that send whom."""
    here = quiet.here()
    return spoken(carrying.carried(SHORTLIST)) if here is None else _sealed(Place("kept", here.asked))


def asking() -> str:
    """Where forms of what is asked are sent: by POST in the quiet search."""
    return spoken(FIND if quiet.here() is None else QUIETLY)


def way_out() -> str:
    """Where a form is sent that goes on from here openly; nowhere outside of the quiet search."""
    here = quiet.here()
    return "" if here is None else spoken(f"{_sealed_words(here, ())}/openly")


def openly(place: Place) -> str:
    """The address anybody can read of a place in the quiet search."""
    match place.page:
        case "home":
            return "/"
        case "listing":
            return lasting_listing(place.slug)
        case "kept":
            return SHORTLIST
    return _readable(place.asked)


def _results(asked: Pairs, also: Iterable[tuple[str, str]] = ()) -> str:
    if quiet.here() is None:
        return _readable((*asked, *also))
    return _sealed(Place("results", tuple(asked)), also)


def quietly(place: Place) -> str:
    """The address of a place as the quiet search has it, from a page that is not in it."""
    return _sealed(place)


def _sealed(place: Place, also: Iterable[tuple[str, str]] = ()) -> str:
    return spoken(_sealed_words(place, also))


def _sealed_words(place: Place, also: Iterable[tuple[str, str]]) -> str:
    """The sealed address. What the page itself would tell is left out before what is asked is; that alone fits, and
    what was asked in vain, which may not, is let go.
    """
    for asked in ((*place.asked, *also), place.asked):
        try:
            return quiet.address(replace(place, asked=asked))
        except TooLong:
            continue
    return quiet.address(replace(place, asked=()))


def _readable(pairs: Pairs) -> str:
    return spoken(f"{FIND}?{urlencode(pairs)}" if pairs else FIND)


def photo(photo_id: UUID, size: str) -> str:
    """The address of a photo, `large` or `small`."""
    return f"/photos/{photo_id}/{size}"


def waiting_list(offer_id: str) -> str:
    """Where to ask to be told when a reduced place of an offer opens; a door may not import who answers there."""
    return spoken(f"/waiting-list/join/{quote(offer_id)}")


def message(ids: Sequence[UUID], pairs: Pairs = ()) -> str:
    """Where to write a first message to these people, after a search: it says neither to whom nor what was asked."""
    return spoken(f"/message/to/{carrying.form_word(ids, pairs)}")
