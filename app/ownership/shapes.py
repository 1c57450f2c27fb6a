"""The shape of a listing in a file: what each answer is made of, and how much of it there may be.

Whether an answer is a good one the editor's own questions decide (`replaying.py`); here a file is only kept from being
anything but text, numbers and lists of them where `editor/exporting.py` writes them.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

# pydantic reads no other one before Python 3.12.
from typing_extensions import TypedDict

from app.editor.exporting import FORMAT

_MOST_ITEMS = 300
_FIVE_DIGITS = 10**9


def _writable(text: str) -> str:
    # PostgreSQL keeps no NUL.
    if "\0" in text:
        raise ValueError("NUL")
    return text


def _day(text: str) -> str:
    date.fromisoformat(text)
    return text


Text = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_writable)]
Word = Annotated[str, StringConstraints(max_length=100), AfterValidator(_writable)]
Day = Annotated[str, StringConstraints(max_length=10), AfterValidator(_day)]
Whole = Annotated[int, Field(ge=-_FIVE_DIGITS, le=_FIVE_DIGITS)]
Number = Whole | Annotated[float, Field(allow_inf_nan=False, ge=-_FIVE_DIGITS, le=_FIVE_DIGITS)]
Words = Annotated[list[Word], Field(max_length=_MOST_ITEMS)]
Meant = Annotated[dict[Word, Word | None], Field(max_length=_MOST_ITEMS)]
Pair = Annotated[list[Word | None], Field(min_length=2, max_length=2)]
Measured = Annotated[list[Text | None], Field(min_length=2, max_length=2)]


class Who(TypedDict):
    name: Text
    kind: Word


class InWords(TypedDict):
    headline: Text | None
    about: Text | None


class Entry(TypedDict):
    body: Word
    number: Word
    expires_on: Day | None


class Consented(TypedDict):
    audiences: Annotated[list[Word], Field(max_length=20)]
    own_words: Text | None


class OfRecord(TypedDict, total=False):
    who: Who
    profession: Words
    registers: Annotated[list[Entry], Field(max_length=50)]
    words: InWords
    language: Annotated[list[Pair], Field(max_length=100)]
    approach: Words
    training: Meant
    concern: Words
    focus: Meant
    community: Words
    basis: Meant
    age_group: Words
    contact_mode: Words
    promise: Whole | None
    gender: Words
    identity: Words
    faith: Words
    pronouns: Words
    consent: Annotated[dict[Word, Consented], Field(max_length=_MOST_ITEMS)]
    found: bool
    seen_in: Words
    rhythm: Whole | None


class How(TypedDict):
    session: Word | None
    format: Word | None
    minutes: Whole | None
    premises: Word | None


class Fee(TypedDict):
    currency: Word | None
    standard: Whole | None
    reduced_from: Whole | None
    fee_model: Word | None
    fee_help: Words
    fee_note: Text | None
    who_qualifies: Words


class Reduced(TypedDict):
    reduced_total: Whole | None
    reduced_open: Whole | None
    reduced_limit_sessions: Whole | None
    reduced_next_review: Day | None


class When(TypedDict):
    times: Words
    availability: Word


_Level = Annotated[dict[Word, Whole | Text], Field(max_length=10)]


class OfOffer(TypedDict, total=False):
    how: How
    fee: Fee
    terms: Annotated[dict[Word, Number | Text | Annotated[list[_Level], Field(max_length=50)]], Field(max_length=20)]
    reduced: Reduced
    payers: Words
    when: When


class Where(TypedDict):
    precision: Word
    address: Text | None
    postcode: Text | None
    locality: Text | None
    region: Text | None
    country: Word
    lat: Number | None
    lon: Number | None


class OfPlace(TypedDict, total=False):
    where: Where
    access: Annotated[dict[Word, Measured], Field(max_length=100)]


class Place(TypedDict):
    id: Word
    answers: OfPlace


class Offer(TypedDict):
    id: Word
    answers: OfOffer


class Photo(TypedDict):
    id: Word
    state: Word
    alt: Text | None


class Consent(TypedDict):
    facet: Word
    slug: Word
    wording: Word


class Listing(TypedDict):
    """A listing as it was taken away."""

    __pydantic_config__ = ConfigDict(strict=True)  # type: ignore[misc]

    format: Literal["attune-listing-1"]
    answers: OfRecord
    consents: Annotated[list[Consent], Field(max_length=_MOST_ITEMS)]
    places: Annotated[list[Place], Field(max_length=100)]
    offers: Annotated[list[Offer], Field(max_length=200)]
    photos: Annotated[list[Photo], Field(max_length=20)]


class WrongShape(ValueError):
    """A text is not a listing; `where` says at which member, empty where it is not JSON at all."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


_LISTING: TypeAdapter[Any] = TypeAdapter(Listing)
assert _LISTING.json_schema()["properties"]["format"]["const"] == FORMAT


def read_listing(content: bytes) -> Listing:
    """The listing in a text of JSON, of which whatever is not spoken of here is left aside. Raises WrongShape."""
    try:
        found: Listing = _LISTING.validate_json(content, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        # Names of members are ours, but for those of the file's own that a dictionary may hold.
        where = [str(step)[:40] for step in first["loc"]]
        raise WrongShape(" → ".join(where[:4])) from None
    return found
