"""A page of somebody else, on an origin of its own, with the search in a frame."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class Neighbour(ThreadingHTTPServer):
    """A site at `localhost`, which to a browser is another site than `127.0.0.1`. `pages` are what stands at a path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Pages)
        self.pages: dict[str, str] = {}

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server_port}"

    def has(self, path: str, body: str) -> str:
        """Put a page there; gives its address."""
        self.pages[path] = f"<!doctype html><html lang=en><title>A centre</title><h1>A centre</h1>{body}"
        return self.origin + path


class _Pages(BaseHTTPRequestHandler):
    server: Neighbour

    def do_GET(self) -> None:
        page = self.server.pages.get(urlsplit(self.path).path)
        self.send_response(404 if page is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((page or "").encode())

    def log_message(self, *_said: object) -> None:
        """Nothing is said."""


@contextmanager
def neighbour() -> Iterator[Neighbour]:
    """The site, for the length of a block."""
    site = Neighbour()
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()
