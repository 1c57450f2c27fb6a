"""The shapes of terms in the API's JSON, and of what organisations say with one; the base of all of them."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """Exactly these members, no others."""

    model_config = ConfigDict(extra="forbid")


class Term(Shape):
    """A term of the vocabulary, its label in the language of the answer."""

    slug: str
    label: str


class OwnTerm(Term):
    """A term with the person's own words for it, if they gave any."""

    own_words: str | None = None


class Language(Term):
    level: Literal["mother-tongue", "clinical", "conversational", "interpreter"] | None = None


class Approach(Term):
    training: str | None = Field(None, description="introductory, trained, certified or supervisor; null: not stated")


class Community(OwnTerm):
    basis: str | None = Field(None, description="what the claim rests on; null: not stated")


class Voucher(Shape):
    id: UUID = Field(description="a value of `vouched_by`")
    name: str


class Vouch(Shape):
    """What an organisation says: that it vouches for them. No score, and it has no part in the order."""

    organisation: Voucher
    community: Term
    given_on: date = Field(description="when it was given or last renewed")
    until: date = Field(description="the last day on which it stands, if it is not taken back before")
    interest: str | None = Field(
        description="the conflict of interest it declares; null: it declares that there is none"
    )
