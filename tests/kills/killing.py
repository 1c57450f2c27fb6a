"""So many kills at random instants while people write, the server and its mail worker being as in production."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import time_machine

from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.mailing import LEASE
from tests.kills.reckoning import Found, reckon
from tests.kills.site import ALL, MAIL, WORKER, Site
from tests.kills.town import Town
from tests.kills.writers import Ledger, Writers
from tests.plumbing.mail_servers import Inbox, mail_is_taken, mailing_to, rows


@dataclass
class Figures:
    """What came of it. `returns`: seconds from each kill to the next page shown, by what was killed; `starts`: seconds
    of a processor that starting anew took."""

    ledger: Ledger
    found: Found = field(default_factory=Found)
    returns: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in (ALL, WORKER, MAIL)})
    starts: list[float] = field(default_factory=list)
    delivered: int = 0
    repeated: int = 0


def killed(
    database: Database,
    folder: Path,
    kinds: Sequence[str],
    dice: random.Random,
    *,
    people: int,
    latest: float,
    say: Callable[[str], None] = lambda _line: None,
) -> Figures:
    """Kill these, one after the other, each at most `latest` seconds after the site was back."""
    town = Town(database, people)
    somebody = town.next()
    with mail_is_taken(Inbox()) as inbox, _site(database, folder, inbox) as site:
        site.wait(somebody)
        writers = Writers(site.port, town.next)
        figures = Figures(writers.ledger)
        with writers as ledger:
            for number, what in enumerate(kinds, 1):
                time.sleep(dice.uniform(0, latest))
                began = time.perf_counter()
                site.kill(what, dice)
                site.wait(somebody)
                figures.returns[what].append(time.perf_counter() - began)
                figures.starts += [site.spent()] if what == ALL else []
                figures.found.add(reckon(database, set(ledger.acknowledged), inbox, town.addresses))
                say(f"{number} of {len(kinds)}: {what}, {figures.returns[what][-1]:.2f} s")
        site.end()
        _deliver_the_rest(database, inbox)
        figures.found.add(reckon(database, ledger.acknowledged, inbox, town.addresses))
    names = [message["Message-ID"].partition("@")[0] for message in inbox.received]
    figures.delivered, figures.repeated = len(set(names)), len(names) - len(set(names))
    return figures


@contextmanager
def _site(database: Database, folder: Path, inbox: Inbox) -> Iterator[Site]:
    url = database.url.render_as_string(hide_password=False)
    site = Site(folder, {"DATABASE_URL": url, "MAIL_URL": f"smtp://127.0.0.1:{inbox.port}"})
    try:
        yield site
    finally:
        site.end()


def _deliver_the_rest(database: Database, inbox: Inbox) -> None:
    """As a worker does once the leases of the dead ones have run out."""
    with time_machine.travel(clock.now() + LEASE + timedelta(minutes=1), tick=True):
        mailing_to(database, inbox.port).send_due()
    assert rows(database) == []
