"""A hand on a phone: it types, taps and chooses in a real browser, and all it did is counted as the browser saw it.

What a person needs for that is estimated: a key 0.28 s (some 36 words a minute on a phone), a tap 1.1 s and 1.35 s to
decide on it, reading 200 words a minute. Read are a page's question, hints and labels, and the options of whatever is
chosen from: a question that is passed over is read without its options, a list that is opened with all of them.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

KEY, TAP, DECIDING, WORDS_A_MINUTE = 0.28, 1.1, 1.35, 200

# Trusted events alone: what a script of the page does is nobody's effort.
_COUNTING = """
for (const kind of ['keydown', 'pointerdown']) {
  addEventListener(kind, (event) => { if (event.isTrusted) window.counted(kind); }, true);
}
"""
# The words of a page that are read, each line once: its question, hints and labels, without the options of a list.
_READ = """
() => {
  const said = ['h1', '.lead', '.question-head > p:not(.small)', '.working > p:not(.back)'];
  const asked = ['.standing :is(h2, li, p)', 'form :is(legend, label, p)'];
  const lines = [...document.querySelectorAll(`main :is(${[...said, ...asked].join()})`)];
  return lines.filter((line) => line.checkVisibility() && !line.closest('.ticks ul, .access-measure'))
    .map((line) => line.innerText);
}
"""
_HEADINGS = "box => [...box.closest('form').querySelectorAll('.ticks-group > summary')].map((line) => line.innerText)"
_IN_LIST = "list => [...list.options].map((option) => option.text)"
_BESIDE = """
(box) => [...(box.closest('ul')?.querySelectorAll('label') ?? [])]
  .filter((label) => label.checkVisibility()).map((label) => label.innerText)
"""


@dataclass
class Spent:
    """What one page took."""

    page: str
    keys: int = 0
    taps: int = 0
    words: int = 0
    loading: float = 0.0

    @property
    def seconds(self) -> float:
        return self.keys * KEY + self.taps * (TAP + DECIDING) + self.words * 60 / WORDS_A_MINUTE + self.loading


@dataclass
class Hand:
    """Works in a page; `spent` says what each one took, in order."""

    page: Page
    spent: list[Spent] = field(default_factory=list)
    _lines: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.expose_function("counted", self._count)
        self.page.add_init_script(_COUNTING)

    def arrive(self, go: Callable[[], object]) -> None:
        """Go to another page, wait until it is there, and read what it asks."""
        started = time.perf_counter()
        with self.page.expect_navigation(wait_until="load"):
            go()
        took = time.perf_counter() - started
        self.spent.append(Spent(self.page.get_by_role("heading", level=1).inner_text(), loading=took))
        self._lines = set()
        self._read(self.page.evaluate(_READ))

    def open(self, address: str) -> None:
        self.arrive(lambda: self.page.goto(address))

    def type(self, label: str, text: str) -> None:
        """Tap into a field and type."""
        field_ = self.page.get_by_label(label).first
        field_.tap()
        field_.press_sequentially(text)

    def tick(self, *words: str) -> None:
        """Choose from a list of ticks, having unfolded and read the part of it where it stands."""
        for word in words:
            box = self.page.get_by_label(word, exact=True)
            self._read(box.evaluate(_HEADINGS))
            if not box.is_visible():
                self.page.locator("details.ticks-group").filter(has=box).locator("summary").first.tap()
            self._read(box.evaluate(_BESIDE))
            box.tap()

    def mark(self, words: str) -> None:
        """Tap one of a few that the page shows anyway."""
        self.page.get_by_label(words).first.tap()

    def choose(self, label: str, option: str, number: int = 0) -> None:
        """Choose from a list: one tap opens it, one takes what it offers; a browser tells no page of the second."""
        list_ = self.page.get_by_label(label).nth(number)
        self._read(list_.evaluate(_HEADINGS) + list_.evaluate(_BESIDE) + list_.evaluate(_IN_LIST))
        list_.select_option(option)
        self.spent[-1].taps += 2

    def press(self, words: str) -> None:
        """A button or a link that leads to another page."""
        buttons = self.page.get_by_role("button", name=words, exact=True)
        target = buttons if buttons.count() else self.page.get_by_role("link", name=words, exact=True)
        # What is tapped here still belongs to the page that is left.
        self.arrive(target.first.tap)

    def elsewhere(self, taps: int, text: str) -> None:
        """Taps and reading outside of our pages, such as in a mail."""
        self.spent[-1].taps += taps
        self._read([text])

    def _count(self, kind: str) -> None:
        if kind == "keydown":
            self.spent[-1].keys += 1
        else:
            self.spent[-1].taps += 1

    def _read(self, lines: list[str]) -> None:
        new = {line.strip() for line in lines} - self._lines
        self._lines |= new
        self.spent[-1].words += sum(len(line.split()) for line in new)
