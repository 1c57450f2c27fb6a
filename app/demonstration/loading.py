"""Loading demonstration listings: all or nothing, the same for everybody, and never beside real ones."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.demonstration.actions import give_accounts, remove, write
from app.demonstration.listings import generate
from app.demonstration.material import DemonstrationRefused, Material, read_material
from app.demonstration.numbering import MOST_LISTINGS, RECORD, uuid_of
from app.demonstration.organising import organise_demonstration
from app.demonstration.queries import count_of_own_listings, fictional_ids, may_have_accounts
from app.listings.publishing import publish
from app.plumbing import clock
from app.vocabulary.lexicon import Lexicon

__all__ = ["DemonstrationRefused", "Summary", "load_demonstration"]

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Summary:
    """What a load did: how many listings and offers it wrote and how many former listings it took away."""

    listings: int
    offers: int
    replaced: int
    unchanged: bool

    def __str__(self) -> str:
        if self.unchanged:
            return f"The {self.listings:,} demonstration listings of this seed are there already; nothing was changed."
        instead = f", instead of {self.replaced:,} others" if self.replaced else ""
        return f"{self.listings:,} fictional listings with {self.offers:,} offers were loaded and published{instead}."


def load_demonstration(
    session: Session,
    lexicon: Lexicon,
    seeds: Path,
    listings: int,
    seed: int,
    say: Callable[[int, int], None],
    accounts: int = 0,
) -> Summary:
    """Bring the database to exactly these demonstration listings, published, within the session's transaction.

    `seeds`: the folder `seeds/demo`; `say` is told (done, total) after every batch; so many of them get `accounts`, for
    development. Listings of another number or seed
    are replaced; the same ones again change nothing. Raises DemonstrationRefused, having changed nothing, when the
    database holds anything that is not fictional, when the number is out of bounds, or when the seeds do not fit the
    vocabulary.
    """
    if not 0 <= listings <= MOST_LISTINGS:
        raise DemonstrationRefused(f"The number of listings must be between 0 and {MOST_LISTINGS:,}.")
    if own := count_of_own_listings(session):
        held = "1 listing that is" if own == 1 else f"{own:,} listings that are"
        raise DemonstrationRefused(f"This database holds {held} not fictional; give the demonstration one of its own.")
    material = read_material(seeds, lexicon)
    present = fictional_ids(session)
    wanted = [uuid_of(seed, index, RECORD) for index in range(listings)]
    if present == wanted:
        _give_accounts(session, accounts)
        return Summary(listings, 0, 0, unchanged=True)
    remove(session, present)
    with _collecting_seldom():
        offers = _write_all(session, material, listings, seed, say)
    publish(session, sorted(set(present) - set(wanted)))
    organise_demonstration(session, seeds)
    _give_accounts(session, accounts)
    return Summary(listings, offers, len(present), unchanged=False)


def _give_accounts(session: Session, accounts: int) -> None:
    ids = may_have_accounts(session, accounts)
    give_accounts(session, ids)
    publish(session, ids)


def _write_all(session: Session, material: Material, listings: int, seed: int, say: Callable[[int, int], None]) -> int:
    """Write and publish listings 0 to `listings`, batch by batch; returns how many offers they have."""
    today = clock.today()
    offers = 0
    for start in range(0, listings, _BATCH):
        batch = [generate(material, seed, index, today) for index in range(start, min(start + _BATCH, listings))]
        publish(session, write(session, batch))
        offers += sum(len(made.record.offers) for made in batch)
        say(start + len(batch), listings)
        batch.clear()
        gc.collect(0)
    return offers


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Collect garbage when a batch is done instead of whenever: the many new objects of a batch would have all that
    is in memory looked through again and again, which is a quarter of the whole time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
