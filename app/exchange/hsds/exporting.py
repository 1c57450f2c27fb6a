"""What a directory is exported as, by name; `flask export …` and the addresses under `/hsds/v3/` write the same."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from sqlalchemy.orm import Session

from app.api.hsds.parts import Terms
from app.exchange.hsds.packaging import write_lines, write_package
from app.exchange.hsds.presenting import services
from app.plumbing import clock
from app.plumbing.words import spoken_in
from app.vocabulary.queries import read_lexicon

LOCALE = "en"
# The form, and what a file of it is called and is.
FORMS = {
    "hsds": ("hsds.ndjson", "application/x-ndjson"),
    "hsds-tables": ("hsds.zip", "application/zip"),
}


def export(session: Session, form: str, base_url: str, target: IO[bytes]) -> int:
    """Write every public listing of one moment to a file; returns how many. Files are in English, as the standard is.

    What stands in memory is a few listings and the vocabulary, however long the directory.
    """
    with _collecting_nothing(), spoken_in(LOCALE):
        terms, now = Terms(read_lexicon(session), LOCALE), clock.now()
        told = services(session, terms, base_url, now.date())
        if form == "hsds":
            return write_lines(told, target)
        return write_package(told, terms, now, target)


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """What a listing is made of holds no circle: the collector finds nothing and takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
