"""Tables of the vocabulary. A slug is permanent: a term may be retired or forwarded, never re-used."""

from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Json


class Scheme(Base):
    """A list of terms that answers one question, such as `concern` or `language`."""

    __tablename__ = "vocabulary_scheme"

    slug: Mapped[str] = mapped_column(String(40), primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    meaning: Mapped[str] = mapped_column(Text)


class Term(Base):
    """A value of a scheme: permanent slug, plain label, one line of meaning."""

    __tablename__ = "vocabulary_term"

    scheme: Mapped[str] = mapped_column(ForeignKey("vocabulary_scheme.slug"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    meaning: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    # `group` is a word of SQL.
    heading: Mapped[str | None] = mapped_column(Text)
    parent: Mapped[str | None] = mapped_column(String(80))
    country: Mapped[str | None] = mapped_column(String(8))
    # What only some schemes have: autonym, direction and signed of a language.
    particulars: Mapped[dict[str, Any]] = mapped_column(Json)
    retired: Mapped[bool] = mapped_column(default=False)
    forward_to: Mapped[str | None] = mapped_column(String(80))
    # What stewards decided about it, which a load of the seeds leaves alone: `added`, `label`, `label:<locale>`,
    # `meaning`, `standing` (whether it can be chosen, and what stands for it).
    decided: Mapped[list[str] | None] = mapped_column(Json)


class Synonym(Base):
    """What people type when they mean a term; never displayed as its label."""

    __tablename__ = "vocabulary_synonym"
    __table_args__ = (ForeignKeyConstraint(["scheme", "slug"], ["vocabulary_term.scheme", "vocabulary_term.slug"]),)

    scheme: Mapped[str] = mapped_column(String(40), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    text: Mapped[str] = mapped_column(Text, primary_key=True)
    # What a steward decided about it: `kept` or `dropped`; null as the seeds have it.
    decided: Mapped[str | None] = mapped_column(String(8))


class Translation(Base):
    """A term's label and meaning in another language of the interface."""

    __tablename__ = "vocabulary_translation"
    __table_args__ = (ForeignKeyConstraint(["scheme", "slug"], ["vocabulary_term.scheme", "vocabulary_term.slug"]),)

    scheme: Mapped[str] = mapped_column(String(40), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    locale: Mapped[str] = mapped_column(String(20), primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    meaning: Mapped[str] = mapped_column(Text)
