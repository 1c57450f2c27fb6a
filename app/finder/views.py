"""The public pages. Each view calls one presenter and renders."""

from uuid import UUID

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from app.access.permissions import public
from app.finder import addresses, carrying, quiet
from app.finder.kept import kept_page
from app.finder.leaving import forgetting
from app.finder.photos import photo_response
from app.finder.profile import profile_page
from app.finder.quietly import asked_quietly
from app.finder.results import results_page
from app.finder.safety import safety_page
from app.finder.saying import address_of
from app.finder.shortlist import blank_shortlist, sent_shortlist
from app.finder.told import TOLD, opened, still_told
from app.finder.urgent import urgent_help_page
from app.finder.welcome import home_page
from app.listings.source import Moved
from app.plumbing.sealed_addresses import Spoilt

finder = Blueprint("finder", __name__)
_FOR_ONE_READER = (
    "finder.find",
    "finder.listing",
    "finder.photo",
    "finder.shortlist",
    "finder.sent_list",
    "finder.quietly",
    "finder.sent_quietly",
)


@finder.after_request
def keep_from_search_engines(response: Response) -> Response:
    """Who may be seen on this site has not thereby agreed to be found elsewhere, and a search is nobody's page."""
    if request.endpoint in _FOR_ONE_READER:
        response.headers.setdefault("X-Robots-Tag", "noindex, noarchive")
    return response


@finder.get("/")
@public
def home() -> str:
    """The promise, the search box, one thing to start with."""
    return render_template("home/home.html", page=home_page())


@finder.get("/find")
@public
def find() -> str:
    """Results; every criterion is in the query string."""
    page = results_page(list(request.args.items(multi=True)), opened(request.args.get(TOLD)))
    return render_template("find/find.html", page=page)


@finder.post("/find")
@public
def say() -> Response:
    """A sentence in the seeker's words leads to the search it means."""
    return redirect(address_of(request.form.get("say", "")), 303)


@finder.post("/r")
@public
def ask_quietly() -> Response:
    """What is asked, sent in the body, leads to an address that says nothing."""
    return redirect(asked_quietly(request.form), 303)


@finder.get("/r/<word>")
@public
def quietly(word: str) -> str | Response:
    """A page of the quiet search: the one its sealed address names."""
    place = quiet.enter(quiet.read(word))
    match place.page:
        case "home":
            return home()
        case "listing":
            return listing(place.slug)
        case "kept":
            return shortlist()
    return render_template("find/find.html", page=results_page(place.asked, still_told(place.told, place.age)))


@finder.post("/r/<word>")
@public
def sent_quietly(word: str) -> str:
    """The people somebody kept, in the quiet search."""
    quiet.enter(quiet.read(word))
    return sent_list()


@finder.post("/r/<word>/openly")
@public
def go_on_openly(word: str) -> Response:
    """Out of the quiet search, to the same page under the address anybody can read."""
    return redirect(addresses.openly(quiet.read(word)), 303)


@finder.errorhandler(Spoilt)
def quiet_address_spoilt(_error: Spoilt) -> tuple[str, int]:
    """One clear sentence, and a way to begin again."""
    return render_template("quiet/over.html", run_out=False), 400


@finder.errorhandler(quiet.RunOut)
def quiet_address_run_out(_error: quiet.RunOut) -> tuple[str, int]:
    """The same for an address that was good once."""
    return render_template("quiet/over.html", run_out=True), 410


@finder.get("/listings/<slug>")
@public
def listing(slug: str) -> str | Response:
    """A listing; a former address leads to the present one."""
    carrying.arrive()
    found = profile_page(slug)
    if isinstance(found, Moved):
        return redirect(addresses.listing(found.slug), 302)
    response = make_response(render_template("listings/listing.html", page=found))
    if found.findable:
        response.headers["X-Robots-Tag"] = "noai, noarchive"
    return response


@finder.get("/photos/<uuid:photo_id>/<size>")
@public
def photo(photo_id: UUID, size: str) -> Response:
    """A photo of somebody who is listed now."""
    return photo_response(photo_id, size)


@finder.get("/shortlist")
@public
def shortlist() -> str:
    """The people somebody kept; the list itself is in the fragment, which no browser sends."""
    carrying.arrive()
    return render_template("shortlist/shortlist.html", page=blank_shortlist())


@finder.post("/shortlist")
@public
def sent_list() -> str:
    """The same page with the list a browser sends: in the body, so that it is in no address. Nothing is changed."""
    carrying.arrive()
    return render_template("shortlist/shortlist.html", page=sent_shortlist())


@finder.get("/urgent-help")
@public
def urgent_help() -> str:
    """Numbers to call now."""
    return render_template("urgent_help/urgent_help.html", countries=urgent_help_page())


@finder.get("/about/ordering")
@public
def ordering() -> str:
    """Who comes first, and why."""
    return render_template("about/ordering.html")


@finder.get("/about/privacy")
@public
def privacy() -> str:
    """What is kept of a search: nothing; what is kept of what else, and what others may see."""
    return render_template("about/privacy.html", parts=kept_page())


@finder.get("/about/accessibility")
@public
def accessibility() -> str:
    """How the pages are meant to work for everyone."""
    return render_template("about/accessibility.html")


@finder.get("/about/verified")
@public
def verified() -> str:
    """What a register check says, and what it does not."""
    return render_template("about/verified.html")


@finder.get("/safety")
@public
def safety() -> str:
    """How to look without being seen, in the language the reader prefers."""
    return render_template("safety/safety.html", page=safety_page())


@finder.get("/safety/<language>")
@public
def safety_in(language: str) -> str:
    """The same in a language that was chosen."""
    return render_template("safety/safety.html", page=safety_page(language))


@finder.get("/leave")
@public
def leave() -> Response:
    """Go somewhere neutral at once, and have the browser forget what it keeps for this site."""
    return forgetting(redirect(current_app.config["LEAVE_URL"], 303), "cookies", "storage")


@finder.post("/leave")
@public
def forget() -> Response:
    """What the script sends while it leaves by itself; the storage it has emptied already."""
    return forgetting(Response(status=204), "cookies")
