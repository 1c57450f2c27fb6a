"""`/hsds/v3/export.…`: the whole directory as a file of human services data, for whoever has a key."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from flask import Blueprint, Response, current_app

from app.access.permissions import by_key_for_export
from app.exchange.hsds.exporting import FORMS, export
from app.plumbing.requests import database

blueprint = Blueprint("exchange", __name__)
_CHUNK = 64 * 1024


@blueprint.get("/export.ndjson")
@by_key_for_export
def export_lines() -> Response:
    return _export("hsds")


@blueprint.get("/export.zip")
@by_key_for_export
def export_tables() -> Response:
    return _export("hsds-tables")


def _export(form: str) -> Response:
    """Written to a file first: a slow reader then holds a file open, and no transaction."""
    name, type_ = FORMS[form]
    # Closed, and so gone, when it has been read or the answer is.
    written = TemporaryFile()  # noqa: SIM115
    with database().reading() as session:
        export(session, form, current_app.config["BASE_URL"], written)
    length = written.tell()
    written.seek(0)
    response = Response(_chunks(written), mimetype=type_)
    response.call_on_close(written.close)
    response.content_length = length
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
