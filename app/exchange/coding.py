"""Coded values, and words of our vocabulary, as terms: what is understood, and what is not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.exchange.mapping import Codes, Format
from app.listings.facets import BY_KEY
from app.vocabulary.folding import fold
from app.vocabulary.lexicon import Lexicon


@dataclass(slots=True)
class Coding:
    """Terms by facet; `details` is a language's level; `lacking` are features of access stated as absent."""

    terms: dict[str, list[str]] = field(default_factory=dict)
    details: dict[tuple[str, str], str] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def add(self, facet: str, slug: str) -> None:
        slugs = self.terms.setdefault(facet, [])
        if slug not in slugs:
            slugs.append(slug)


def understand(format_: Format, cells: Mapping[str, str], lexicon: Lexicon) -> Coding:
    """What the coded columns of one row mean."""
    coding = Coding()
    for codes in format_.codes:
        for text in filter(None, (part.strip() for part in cells.get(codes.name, "").split(";"))):
            if codes.table is None:
                understood = _by_word(coding, codes, text, lexicon)
            else:
                understood = _by_table(coding, codes.table, text, lexicon)
            if not understood and format_.exacting:
                coding.errors.append(f"has “{text[:60]}” for {codes.name}, and that the vocabulary does not know")
            elif not understood:
                coding.left_out.append(f"{codes.name}: {text}")
    for facet, slugs in coding.terms.items():
        if not format_.exacting:
            # Codes come in the order of a form; ours is that of the vocabulary.
            slugs.sort(key=list(lexicon.terms(facet)).index)
        if len(slugs) > 1 and not BY_KEY[facet].multiple:
            coding.errors.append(f"has more than one {facet}; write a row with the same id for each")
    return coding


def _by_table(coding: Coding, table: Mapping[str, tuple[str, ...]], text: str, lexicon: Lexicon) -> bool:
    meanings = table.get(text)
    for meaning in meanings or ():
        facet, _, slug = meaning.partition(":")
        # A term may have been merged into another, or retired, since the table was written.
        term = lexicon.term(facet, slug)
        if term is not None and not term.retired:
            coding.add(facet, term.slug)
    return meanings is not None


def _by_word(coding: Coding, codes: Codes, text: str, lexicon: Lexicon) -> bool:
    facet, level = codes.facet, None
    absent = facet == "access" and fold(text).startswith("no ")
    word = lexicon.named(facet, text) or (lexicon.named(facet, text[3:]) if absent else None)
    if word is None and BY_KEY[facet].detail == "level" and text.endswith(")"):
        # "Punjabi (fluent)".
        named, _bracket, how_well = text[:-1].rpartition("(")
        word, level = lexicon.named(facet, named.strip()), lexicon.named("language_level", how_well)
        if level is None:
            return False
    term = lexicon.term(facet, word.slug) if word else None
    if term is None or term.retired:
        return False
    if absent and not lexicon.named(facet, text):
        coding.lacking.append(term.slug)
    else:
        coding.add(facet, term.slug)
    if level is not None:
        coding.details[facet, term.slug] = level.slug
    return True
