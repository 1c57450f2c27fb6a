"""The field of a form by which a picture comes. Its view is marked `@takes_upload(MOST_BYTES)` (see server.py)."""

from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import StopValidation

from app.plumbing.pictures import MOST_BYTES, Picture, PictureRefused, redraw
from app.plumbing.words import gettext as _

_ACCEPT = "image/jpeg,image/png,image/webp"


class PictureField(FileField):  # type: ignore[misc]
    """A picture; once the form is valid, `picture` is what was drawn from it. Of the file's name nothing is used.

    `status` is that of the answer when it is refused.
    """

    picture: Picture | None = None
    status = 400

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Phones turn their own formats into one of these by themselves when they are told.
        kwargs["render_kw"] = {"accept": _ACCEPT} | kwargs.get("render_kw", {})
        super().__init__(*args, **kwargs)

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            raise StopValidation(_("Please choose a picture first."))
        try:
            self.picture = redraw(self.data.read(MOST_BYTES + 1))
        except PictureRefused as refused:
            self.status = refused.status
            raise StopValidation(str(refused)) from None
