"""The one interpreter of all formats: rows and a declaration become entries, with a record of repairs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.exchange.coding import Coding, understand
from app.exchange.entries import Entry, OfferEntry, PlaceEntry, Repair, Skipped
from app.exchange.mapping import PLACE_TARGETS, SERVICE_TARGETS, Column, Format
from app.exchange.reading import Content, Row
from app.exchange.repairs import one_line
from app.listings.facets import BY_KEY
from app.vocabulary.folding import fold
from app.vocabulary.lexicon import Lexicon


@dataclass(slots=True)
class Interpretation:
    """What a file says. `left_out` counts coded values for which we have no words."""

    entries: dict[str, Entry] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    merged: int = 0


class _Unfit(ValueError):
    """A row that cannot be taken; the message says why."""


def interpret(format_: Format, content: Content, lexicon: Lexicon) -> Interpretation:
    """Read every row of a file as its format declares."""
    told = Interpretation()
    told.skipped += [Skipped(fault.line, "", fault.reason) for fault in content.faults]
    if content.padded_headings:
        told.repairs.append(Repair(1, "blanks around the names of columns taken off"))
    for row in content.rows:
        _interpret_row(format_, row, lexicon, told)
    told.skipped.sort(key=lambda skipped: skipped.line)
    return told


def _interpret_row(format_: Format, row: Row, lexicon: Lexicon, told: Interpretation) -> None:
    repairs: list[Repair] = []
    cells = {name: _stated(format_, row.line, cell, repairs) for name, cell in row.cells.items()}
    reason = next((u.reasons[cells[u.name]] for u in format_.unusable if cells.get(u.name) in u.reasons), None)
    if reason:
        told.skipped.append(Skipped(row.line, _name(format_, cells), reason))
        return
    errors: list[str] = []
    values: dict[str, list[str]] = {}
    for column in format_.columns:
        country = next(iter(values.get("country", ())), format_.country)
        found = _read(column, cells, row.line, country, repairs, errors)
        if found:
            values.setdefault(column.target, []).extend(found)
    coding = understand(format_, cells, lexicon)
    entry = _entry(format_, row.line, values, coding)
    errors += coding.errors
    errors += [sentence for check in format_.checks if (sentence := check(entry))]
    if not entry.first("name"):
        errors.insert(0, "has no name")
    if errors:
        told.skipped += [Skipped(row.line, entry.first("name") or "", error) for error in errors]
        return
    told.repairs += repairs
    told.left_out.update(coding.left_out)
    _merge(format_, told, entry)


def _stated(format_: Format, line: int, cell: str, repairs: list[Repair]) -> str:
    if cell and len(cell) < 20 and fold(cell) in format_.sentinels:
        repairs.append(Repair(line, f"“{cell}” read as not stated"))
        return ""
    return cell


def _name(format_: Format, cells: Mapping[str, str]) -> str:
    column = next(column for column in format_.columns if column.target == "name")
    return one_line(column.join([cells.get(name, "") for name in column.names]))


def _read(
    column: Column, cells: Mapping[str, str], line: int, country: str | None, repairs: list[Repair], errors: list[str]
) -> list[str]:
    """The values a column fills its target with."""
    text = column.join([cells.get(name, "") for name in column.names])
    if column.target != "about":
        text = one_line(text)
    if not text:
        return []
    pieces = column.split(text, country) if column.split else [text]
    if not pieces:
        if column.must_hold:
            errors.append(f"has “{text[:60]}” for {column.names[0]}, and that is not {column.must_hold}")
        else:
            repairs.append(Repair(line, f"no {column.target} in what stands there: left out", text))
    try:
        mended = [_mended(column, piece, line, repairs) for piece in pieces]
    except _Unfit as error:
        errors.append(str(error))
        return []
    return list(dict.fromkeys(piece for piece in mended if piece))


def _mended(column: Column, text: str, line: int, repairs: list[Repair]) -> str:
    for step in column.steps:
        before, text = text, step.mend(text)
        if not text and step.must_be:
            raise _Unfit(f"has “{before[:60]}” for {' and '.join(column.names)}, and that is not {step.must_be}")
        if text != before and step.what:
            repairs.append(Repair(line, step.what, before, text))
        if not text:
            break
    return text


def _entry(format_: Format, line: int, values: dict[str, list[str]], coding: Coding) -> Entry:
    firsts = {target: found[0] for target, found in values.items()}
    told_key = firsts.get("key") or "|".join(fold(firsts.get(target, "")) for target in format_.key)
    offer = OfferEntry(
        place=_place(format_, firsts),
        values={t: v for t, v in firsts.items() if t not in SERVICE_TARGETS and t not in PLACE_TARGETS},
        terms={facet: slugs for facet, slugs in coding.terms.items() if BY_KEY[facet].level == "offer"},
        lacking=coding.lacking,
    )
    facts: dict[str, dict[str, str | None]] = {
        facet: {slug: coding.details.get((facet, slug)) for slug in slugs}
        for facet, slugs in coding.terms.items()
        if BY_KEY[facet].level == "person"
    }
    kept = {target: found for target, found in values.items() if target in SERVICE_TARGETS}
    return Entry(line, told_key, kept, facts, [offer])


def _place(format_: Format, firsts: Mapping[str, str]) -> PlaceEntry:
    place = PlaceEntry(firsts.get("country", format_.country))
    for target in ("address", "postcode", "locality", "county", "region"):
        setattr(place, target, firsts.get(target))
    if "point" in firsts:
        place.lat, place.lon = (float(part) for part in firsts["point"].split(" "))
    return place


def _merge(format_: Format, told: Interpretation, entry: Entry) -> None:
    """Add an entry, or add what it says to the one of the same key."""
    known = told.entries.setdefault(entry.key, entry)
    if known is entry:
        return
    told.merged += 1
    collected = {column.target for column in format_.columns if column.collect}
    for target, found in entry.values.items():
        present = known.values.setdefault(target, [])
        if target in collected or not present:
            present += [value for value in found if value not in present]
        elif present != found:
            what = f"rows of one service disagree on its {target}: the first kept"
            told.repairs.append(Repair(entry.line, what))
    for facet, slugs in entry.facts.items():
        for slug, detail in slugs.items():
            known.facts.setdefault(facet, {}).setdefault(slug, detail)
    known.offers += [offer for offer in entry.offers if offer not in known.offers]


def offers_of(entries: Mapping[str, Entry]) -> Iterator[tuple[int, OfferEntry]]:
    """Every offer with the line its service was first met on."""
    for entry in entries.values():
        for offer in entry.offers:
            yield entry.line, offer
