"""How our lists and documents are answered: as a page, as lines, as one document; all of them can be asked again."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, jsonify, request, stream_with_context
from sqlalchemy.orm import Session

from app.api.answering import document
from app.api.hsds.pages import OfNow, Paging, page_of
from app.listings.in_turn import InTurn
from app.plumbing.requests import database, database_session

# Shows what there is of these ids, in order.
Read = Callable[[Session, Sequence[str]], list[dict[str, Any]]]
_LINES_READ = 200


def answered(asked: dict[str, Any], ids: Sequence[str] | InTurn, read: Read) -> Response:
    """These ids in the format and on the page that was asked for."""
    if not isinstance(ids, InTurn) and asked.get("format") == "ndjson":
        return Response(stream_with_context(_lines(ids, read)), mimetype="application/x-ndjson")
    after = asked.get("after")
    paging = Paging(asked.get("page", 1), asked.get("per_page", 20), None if after is None else str(after))
    places = ids if isinstance(ids, InTurn) else OfNow(ids)
    page = page_of(places, paging, lambda some: read(database_session(), some))
    if request.method == "POST":
        return _unkept(page)
    if "after" not in page:
        return document(page)
    again = [(name, value) for name, value in request.args.items() if name not in ("page", "after")]
    query = urlencode([*again, ("page", paging.page + 1), ("after", page["after"])])
    address = f"{current_app.config['BASE_URL']}{request.path}?{query}"
    response = document(page | {"next": address})
    response.headers["Link"] = f'<{address}>; rel="next"'
    return response


def _unkept(page: dict[str, Any]) -> Response:
    """What was asked for in a body is nobody's to keep; its next page is asked for with `after`."""
    response = jsonify(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _lines(ids: Sequence[str], read: Read) -> Iterator[str]:
    """Everything, as it is at one moment: the session reads one moment from beginning to end."""
    with database().reading() as session:
        for start in range(0, len(ids), _LINES_READ):
            for row in read(session, ids[start : start + _LINES_READ]):
                yield current_app.json.dumps(row) + "\n"
