"""A proxy that notes whom a browser wants to talk to, and lets it talk to one site alone; no name is ever looked up."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext

from tests.journeys.conftest import _ARGUMENTS, chromium_here

# Chromium asks these by itself, on an empty page too: for its updates, its accounts and its own filling in of forms.
# Whether a page asks for one of them is seen by the requests of the page.
_OF_THE_BROWSER = {"update.googleapis.com", "accounts.google.com", "content-autofill.googleapis.com"}
_BY_HOP = {"connection", "proxy-connection", "keep-alive", "transfer-encoding", "content-length"}


class Recorder(ThreadingHTTPServer):
    """`asked` are the addresses, or hosts and ports, that were asked for, by the proxy; `of_pages` by any page."""

    daemon_threads = True

    def __init__(self, site: str) -> None:
        super().__init__(("127.0.0.1", 0), _Proxy)
        self.site = urlsplit(site).netloc
        self.asked: list[str] = []
        self.of_pages: list[str] = []

    @property
    def others(self) -> list[str]:
        """Whatever of it is not the site's, nor the browser's own."""
        beyond = [address for address in self.asked if _host(address) not in _OF_THE_BROWSER]
        return [address for address in (*beyond, *self.of_pages) if urlsplit(address).netloc != self.site]


def _host(address: str) -> str:
    return (urlsplit(address if "//" in address else f"//{address}").hostname) or ""


class _Proxy(BaseHTTPRequestHandler):
    server: Recorder

    def _pass_on(self) -> None:
        self.server.asked.append(self.path)
        if urlsplit(self.path).netloc != self.server.site:
            self.send_error(502)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        onward = http.client.HTTPConnection(self.server.site, timeout=30)
        sent = {name: value for name, value in self.headers.items() if name.lower() not in _BY_HOP}
        onward.request(self.command, self.path.partition(self.server.site)[2] or "/", body, sent)
        answer = onward.getresponse()
        content = answer.read()
        onward.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_HEAD = do_CONNECT = _pass_on  # noqa: N815 - the library's names

    def log_message(self, *_said: object) -> None:
        """Nothing is said."""


@contextmanager
def recorded(browser: Browser, site: str) -> Iterator[tuple[BrowserContext, Recorder]]:
    """A fresh browser all of whose requests go by the proxy."""
    proxy = Recorder(site)
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    arguments = [
        *_ARGUMENTS,
        f"--proxy-server=http://127.0.0.1:{proxy.server_port}",
        # Else nothing on loopback goes by a proxy.
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    try:
        watched = browser.browser_type.launch(executable_path=chromium_here(), args=arguments)
        context = watched.new_context(locale="en-GB")
        context.on("request", lambda request: proxy.of_pages.append(request.url))
        yield context, proxy
        watched.close()
    finally:
        proxy.shutdown()
        thread.join()
        proxy.server_close()
