"""The photo of a listing: sent, looked at before it is public, described, taken off."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, abort, request
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Form

from app.access.visitors import account_id
from app.editor.kinds.fields import form_class, text
from app.plumbing.files import files
from app.plumbing.pictures import as_size, picture_response
from app.plumbing.requests import database, database_session
from app.plumbing.uploads import PictureField
from app.plumbing.words import gettext as _
from app.practitioners.actions import offer_photo, take_photo_off
from app.practitioners.photos.actions import LONGEST_ALT, NoSuchPhoto, describe_photo
from app.practitioners.photos.queries import OwnPhotos, read_photo, read_photos
from app.practitioners.queries import listing_of


@dataclass(frozen=True, slots=True)
class Picturing:
    """What `editor/photo.html` shows."""

    photos: OwnPhotos
    form: Form
    status: int = 200


def photo_page() -> Picturing:
    """The photos of whoever is signed in, and the form for another."""
    record = listing_of(database_session(), account_id()) or abort(404)
    return Picturing(read_photos(database_session(), record.id), _form())


def photo_sent() -> Picturing | None:
    """Keep the picture that was sent, to be looked at; the page again with what is wrong with it."""
    sent: CombinedMultiDict[str, Any] = CombinedMultiDict([request.files, request.form])
    form = _form(sent)
    good, field = form.validate(), _picture(form)
    with database().writing() as session:
        record = listing_of(session, account_id(), to_change=True) or abort(404)
        if not good or field.picture is None:
            return Picturing(read_photos(session, record.id), form, field.status if field.errors else 422)
        offer_photo(session, record, files(), field.picture, form["alt"].data)
    return None


def _picture(form: Form) -> PictureField:
    field = form["photo"]
    assert isinstance(field, PictureField)
    return field


def photo_described(photo_id: UUID, alt: str) -> None:
    """Say in words what a photo of whoever is signed in shows; that is seen at once."""
    with database().writing() as session:
        record = listing_of(session, account_id(), to_change=True) or abort(404)
        try:
            describe_photo(session, record.id, photo_id, alt)
        except NoSuchPhoto:
            abort(404)


def photo_taken_off(photo_id: UUID) -> None:
    """Delete one of the photos of whoever is signed in."""
    with database().writing() as session:
        record = listing_of(session, account_id(), to_change=True) or abort(404)
        try:
            take_photo_off(session, record, photo_id)
        except NoSuchPhoto:
            abort(404)


def own_photo(photo_id: UUID, size: str) -> Response:
    """A photo of whoever is signed in, public or waiting."""
    record = listing_of(database_session(), account_id()) or abort(404)
    known = as_size(size) or abort(404)
    name = read_photo(database_session(), record.id, photo_id, known) or abort(404)
    return picture_response(files().read("photo", name) or abort(404))


def _form(sent: object = None) -> Form:
    fields = {
        "photo": PictureField(_("A picture of you")),
        "alt": text(_("What it shows, for people who do not see it"), LONGEST_ALT),
    }
    form: Form = form_class("PhotoForm", fields)(sent)
    return form
