"""What a key leads to, which keys may be given up, and how a new one is made. Pure."""

import re
from collections.abc import Mapping

from app.vocabulary.folding import words

# Terms of a scheme that nobody can choose any more: slug -> the term that stands for it, or None for none.
Gone = Mapping[str, str | None]

LONGEST_KEY = 60
LONGEST_NAME = 120
MOST_SYNONYMS = 100
# The code decides by the terms of these: what they are called may change, what there is may not.
CLOSED = frozenset(
    {
        *("age_group", "availability", "fee_help", "fee_model", "format"),
        *("kind", "language_level", "region", "register"),
    }
)
# Slugs that the interface promises to programs, and others by which the code decides.
FIXED: Mapping[str, frozenset[str]] = {
    "access": frozenset({"step-free", "accessible-toilet", "hearing-loop"}),
    "approach": frozenset({"christian-counselling", "islamic-psychology", "pastoral"}),
    "concern": frozenset({"self-harm", "suicidal-thoughts"}),
    "contact_mode": frozenset({"form", "email", "text", "phone", "relay", "sign-video", "booking-link"}),
    "gender": frozenset({"woman", "man", "non-binary"}),
    "session": frozenset({"individual", "couple", "relationship", "family", "child", "group"}),
    "times": frozenset({"weekday-morning", "weekday-daytime", "evening", "weekend"}),
}
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# BCP 47 in lower case.
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def resolve(gone: Gone, slug: str) -> str | None:
    """The live term to which a key leads through however many forwards; None where it leads nowhere."""
    seen = set()
    while slug in gone:
        onward = gone[slug]
        if onward is None or slug in seen:
            return None
        seen.add(slug)
        slug = onward
    return slug


def leads_back(gone: Gone, slug: str, onward: str) -> bool:
    """Whether a key that is forwarded there would come back to itself."""
    seen: set[str] = set()
    here: str | None = onward
    while here is not None and here not in seen:
        if here == slug:
            return True
        seen.add(here)
        here = gone.get(here)
    return False


def leading_to(gone: Gone, slug: str) -> frozenset[str]:
    """Every key whose way goes through this one, and this one."""
    return frozenset({slug, *(key for key in gone if leads_back(gone, slug, key))})


def key_from(scheme: str, label: str) -> str:
    """The key that a label suggests; empty where none can be made of it, as of a label in another script."""
    if scheme == "language":
        return ""
    plain = "-".join(re.sub(r"[^a-z0-9]", "", word) for word in words(label))
    return re.sub(r"-+", "-", plain)[:LONGEST_KEY].strip("-")


def is_key(scheme: str, text: str) -> bool:
    """Whether a text has the shape of this scheme's keys."""
    shape = _LANGUAGE_TAG if scheme == "language" else _KEY
    return len(text) <= LONGEST_KEY and shape.fullmatch(text) is not None


def may_go(scheme: str, slug: str) -> bool:
    """Whether a term may be merged into another, or retired."""
    return scheme not in CLOSED and slug not in FIXED.get(scheme, ())
