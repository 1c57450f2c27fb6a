"""A fictional organisation that keeps a list and vouches for some of the fictional practitioners, so that a first run
shows what that looks like."""

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.demonstration.actions import organise
from app.demonstration.queries import known_to_communities
from app.listings.publishing import publish
from app.plumbing.changes import VOCABULARY, raise_counter

# So many are vouched for, and the first of them are on the list: the same ones however many listings there are.
VOUCHED_FOR = 24


def organise_demonstration(session: Session, seeds: Path) -> None:
    """Write what `seeds/demo/organisations.toml` says of organisations, published; nothing where nobody is listed."""
    content: dict[str, Any] = tomllib.loads((seeds / "organisations.toml").read_text(encoding="utf-8"))
    known = known_to_communities(session, VOUCHED_FOR)
    if not known:
        return
    for described in content["organisation"]:
        organise(session, described, known)
    raise_counter(session, VOCABULARY)
    publish(session, known)
