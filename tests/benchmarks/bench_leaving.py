"""How fast a page is blank (T1: 100 ms), and what that costs every page: `python -m tests.benchmarks.bench_leaving`.

A real Chromium on a full page of results at 400 kbit/s with 400 ms of latency, to a site that answers after a second.
From the key or the tap to the end of the frame in which the page is blank, measured within the page.
"""

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from flask import Flask, Response
from playwright.sync_api import Browser, Page, sync_playwright

from app import create_app
from config import Config
from tests.benchmarks.instance import SECRET, prepared
from tests.benchmarks.progress import say
from tests.benchmarks.results import percentiles, table, write_section
from tests.journeys.conftest import _ARGUMENTS, chromium_here, served

LISTINGS = 2000
MOST_MS = 100
_NETWORK = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
_SCRIPT = "**/js/modules/leave-now.js"
_MEASURE = """
let began = 0;
for (const name of ['keyup', 'pointerup']) {
    addEventListener(name, (event) => { began = event.timeStamp; }, { capture: true });
}
addEventListener('leave', () => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
        const blank = document.body.children.length === 1 && document.body.innerText.trim() === 'Loading';
        console.info('left ' + JSON.stringify({ took: performance.now() - began, blank }));
    };
    channel.port2.postMessage(null);
}));
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--no-results", action="store_true", help="print only, leave RESULTS.md as it is")
    given = parser.parse_args()
    rows: list[tuple[str, str]] = []
    with _sites() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_here(), args=_ARGUMENTS)
        for slower in (1, 4):
            for how in ("key", "tap"):
                took = [_left(browser, address, how, slower) for _round in range(given.rounds)]
                p50, p95, _p99 = percentiles(took)
                words = f"from {how} to blank" + (f", processor {slower} times slower" if slower > 1 else "")
                rows.append((words, f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, most {max(took):.0f} ms"))
                say(" ".join(rows[-1]))
                assert slower > 1 or max(took) <= MOST_MS, rows[-1]
        paints = [_painted(browser, address, blocked) for _round in range(5) for blocked in (False, True)]
        with_it, without = median(paints[::2]), median(paints[1::2])
        rows.append(("first paint of the results with the script", f"{with_it:.0f} ms"))
        rows.append(("first paint of the results without it", f"{without:.0f} ms"))
        browser.close()
    text = table(("what", "measured"), rows)
    print(f"\n{text}\n", flush=True)
    if not given.no_results:
        write_section("leaving", "Leaving a page of results at 400 kbit/s", text)


@contextmanager
def _sites() -> Iterator[str]:
    """The directory, and the slow site it leads to."""
    elsewhere = Flask("elsewhere", static_folder=None)
    elsewhere.add_url_rule("/weather", "weather", _slow_weather)
    with served(elsewhere) as outside:
        config = Config(
            environment="testing",
            secret_key=SECRET,
            instance_dir=prepared(LISTINGS),
            log_level="ERROR",
            leave_url=f"{outside}/weather",
        )
        app = create_app(config)
        with served(app) as address:
            yield address
        app.extensions["attune.database"].dispose()


def _slow_weather() -> Response:
    time.sleep(1)
    return Response("<!doctype html><title>Weather</title>", mimetype="text/html")


def _left(browser: Browser, address: str, how: str, slower: int) -> float:
    """Milliseconds from the key or the tap to blank."""
    with _page(browser, slower) as page:
        page.goto(f"{address}/find", wait_until="load")
        page.evaluate(_MEASURE)
        with page.expect_console_message(lambda line: line.text.startswith("left ")) as said:
            if how == "tap":
                page.locator(".leave-now-button").tap()
            else:
                for _press in range(3):
                    page.keyboard.press("Shift")
        found: dict[str, Any] = json.loads(said.value.text.removeprefix("left "))
        assert found["blank"]
        return float(found["took"])


def _painted(browser: Browser, address: str, without: bool) -> float:
    """When a page was first painted, with or without the script in its head."""
    with _page(browser, 1) as page:
        if without:
            page.route(_SCRIPT, lambda route: route.abort())
        page.goto(f"{address}/find", wait_until="load")
        return float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))


@contextmanager
def _page(browser: Browser, slower: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", _NETWORK)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page
    context.close()


if __name__ == "__main__":
    main()
