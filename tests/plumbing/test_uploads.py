"""One form may bring a picture; every other stays as small as it was (FORM-05)."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart
from wtforms import StringField

from app.access.permissions import public
from app.plumbing.database import Database
from app.plumbing.pictures import MOST_BYTES
from app.plumbing.server import takes_upload
from app.plumbing.uploads import PictureField
from tests.pictures import encoded, quarters

HEAVY = encoded(quarters()).ljust(MOST_BYTES + 1, b"\0")


class _PhotoForm(FlaskForm):  # type: ignore[misc]
    class Meta:
        csrf = False

    photo = PictureField("Photo")
    alt = StringField("What it shows")


@public
@takes_upload(MOST_BYTES)
def _upload() -> tuple[str, int]:
    form = _PhotoForm()
    if form.validate_on_submit():
        assert form.photo.picture is not None
        return f"{len(form.photo.picture.large)} {form.alt.data}", 200
    return f"{form.photo.errors[0]} {form.alt.data}", form.photo.status


@public
def _plain() -> str:
    return str(len(request.form) + len(request.files))


@pytest.fixture
def client(make_app: Callable[..., Flask], database: Database) -> FlaskClient:
    app = make_app(database.url.render_as_string(hide_password=False))
    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/upload", "upload", _upload, methods=["POST"])
    app.add_url_rule("/plain", "plain", _plain, methods=["POST"])
    return app.test_client()


def sent(client: FlaskClient, path: str, content: bytes, name: str = "me.jpg") -> tuple[int, str]:
    fields = {"photo": FileStorage(io.BytesIO(content), name), "alt": "Me"}
    boundary, body = encode_multipart(fields)
    answer = client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["me.jpg", "../../etc/passwd", "a.php", "CON", "\u202egpj.exe", "a" * 3000])
def test_a_picture_is_drawn_whatever_it_is_called(client: FlaskClient, name: str) -> None:
    status, said = sent(client, "/upload", encoded(quarters()), name)
    assert (status, said.endswith(" Me")) == (200, True)


def test_the_heaviest_picture_passes(client: FlaskClient) -> None:
    assert sent(client, "/upload", HEAVY[:MOST_BYTES])[0] == 200


def test_a_byte_more_is_refused_and_nothing_typed_is_lost(client: FlaskClient) -> None:
    status, said = sent(client, "/upload", HEAVY)
    assert (status, said) == (413, "That picture is larger than 5 MB. Please choose a smaller one. Me")


def test_much_more_is_not_read_at_all(client: FlaskClient) -> None:
    assert sent(client, "/upload", HEAVY * 2)[0] == 413


@pytest.mark.parametrize(("content", "said"), [(b"<html>", "JPEG, PNG or WebP"), (b"", "choose a picture first")])
def test_what_is_no_picture_is_refused_in_words(client: FlaskClient, content: bytes, said: str) -> None:
    status, words = sent(client, "/upload", content, "" if not content else "me.jpg")
    assert (status, said in words) == (400, True)


def test_every_other_form_stays_small(client: FlaskClient) -> None:
    assert sent(client, "/plain", b"a" * 200 * 1024)[0] == 200
    assert sent(client, "/plain", b"a" * 257 * 1024)[0] == 413


def test_the_field_says_which_files_it_takes() -> None:
    app = Flask(__name__)
    with app.test_request_context():
        assert 'accept="image/jpeg,image/png,image/webp"' in str(_PhotoForm().photo())


def test_a_large_body_is_refused_before_it_is_read(client: FlaskClient, tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        """A gibibyte that counts what was taken of it."""

        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            self.taken += len(buffer)
            return len(buffer)

    body = Endless()
    environ = {"wsgi.input": body, "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    kind = "multipart/form-data; boundary=b"
    answer = client.post("/upload", environ_overrides=environ, content_type=kind)
    assert answer.status_code == 413
    assert body.taken < MOST_BYTES + 1024 * 1024
