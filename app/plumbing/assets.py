"""Styles and scripts under names that change with their content, so that browsers may keep them for good.

There is no build step: the style sheet is the files of `static/css/` joined in the order of ORDER when the
application starts; modules keep their relative imports because the digest is a folder in their address.
"""

import hashlib
import mimetypes
from pathlib import Path

from flask import Flask, Response, abort, current_app, url_for

# Cascade layers are declared by the first of these; within a folder the order of names is enough.
ORDER = ("tokens.css", "base.css", "layouts", "components", "print.css")
STYLESHEET = "attune.css"

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/manifest+json", ".webmanifest")


class Assets:
    """The files of a folder with their digest, read once."""

    def __init__(self, folder: Path) -> None:
        paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
        self.files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        self.files[STYLESHEET] = b"\n".join(self._styles())
        everything = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            everything.update(name.encode() + b"\0" + content + b"\0")
        self.digest = everything.hexdigest()[:16]

    def _styles(self) -> list[bytes]:
        sheets = [name for name in self.files if name.startswith("css/")]
        return [
            self.files[name] for part in ORDER for name in sheets if name == f"css/{part}" or f"css/{part}/" in name
        ]


def init_app(app: Flask) -> None:
    """Read the files; the factory adds the route, because only it knows the access markers."""
    app.extensions["attune.assets"] = Assets(Path(app.root_path) / "static")
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a file of `static/` by its name below that folder."""
    assets: Assets = current_app.extensions["attune.assets"]
    return url_for("static", digest=assets.digest, name=name)


def serve(digest: str, name: str) -> Response:
    assets: Assets = current_app.extensions["attune.assets"]
    content = assets.files.get(name)
    if content is None or name.startswith("css/"):
        abort(404)
    # An old page may ask for an old digest: it gets the present file, but nobody keeps that one.
    return _open_to_all(name, content, lasts=digest == assets.digest)


def everlasting(name: str) -> Response:
    """A file that keeps its content for as long as it has its name."""
    assets: Assets = current_app.extensions["attune.assets"]
    return _open_to_all(name, assets.files[name], lasts=True)


def _open_to_all(name: str, content: bytes, *, lasts: bool) -> Response:
    response = Response(content, mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream")
    # A frame on another site has an origin that is nobody's: what it is made of must be open to it. It is public.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasts else "no-store"
    return response
