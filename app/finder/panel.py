"""The panel of facets: what can be chosen, with how many people each choice would give."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.criteria.findings import Findings
from app.criteria.headings import heading
from app.criteria.labels import Labels, facet_name
from app.criteria.wording import Reader
from app.finder import addresses
from app.finder.box import Tick, matters, unstated
from app.listings.facets import AREAS, FACETS, Facet
from app.plumbing.words import gettext as _

# So many values a facet shows before it is asked for all of them.
FIRST = 8
# Facets people begin with stand open.
_OPEN = frozenset({"format", "fee_help", "language", "concern"})


class Value(NamedTuple):
    """One value to tick; `written` is the number of results when it is ticked alone in its facet."""

    slug: str
    label: str
    written: str
    chosen: bool
    disabled: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Values under one heading of the vocabulary; None when they need none."""

    heading: str | None
    terms: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet of the panel. `anchor` is its place on the page; `all_address` leads to all its values, None when they
    are all here.
    """

    key: str
    anchor: str
    label: str
    groups: tuple[Group, ...]
    chosen: int
    is_open: bool
    all_address: str | None
    total: int
    expanded: bool
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """Facets that belong together."""

    key: str
    label: str
    facets: tuple[FacetView, ...]


def panel(findings: Findings, labels: Labels, reader: Reader, show: str | None) -> tuple[Area, ...]:
    """Every facet with something to choose, by area; `show` is the facet that shows all its values."""
    by_area: dict[str, list[FacetView]] = {key: [] for key in AREAS}
    for facet in FACETS:
        view = _facet(facet, findings, labels, reader, expanded=show == facet.key)
        if view is not None:
            by_area[facet.area].append(view)
    return tuple(Area(key, str(AREAS[key]), tuple(views)) for key, views in by_area.items() if views)


def _facet(facet: Facet, findings: Findings, labels: Labels, reader: Reader, *, expanded: bool) -> FacetView | None:
    counts = findings.counts.get(facet.key, {})
    chosen = findings.criteria.chosen.get(facet.key, ())
    offered = labels.offered(facet.key) if facet.offered else dict.fromkeys(chosen, 0)
    retired = [slug for slug in chosen if slug not in offered]
    used = [slug for slug in counts if slug in offered or slug in chosen]
    if not (offered or retired) or not (chosen or used):
        return None
    short = len(offered) + len(retired) <= FIRST + 2
    shown = [*offered, *retired] if short or expanded else _first(used, counts, chosen, offered)
    if expanded and not short:
        groups = _grouped(facet.key, shown, counts, chosen, labels, reader)
    else:
        groups = (Group(None, tuple(_value(facet.key, slug, counts, chosen, labels, reader) for slug in shown)),)
    more = not expanded and len(used) > sum(1 for slug in shown if slug in counts)
    return FacetView(
        key=facet.key,
        anchor=addresses.facet_anchor(facet.key, expanded=expanded),
        label=facet_name(facet.key),
        groups=groups,
        chosen=len(chosen),
        is_open=bool(chosen) or expanded or facet.key in _OPEN,
        all_address=addresses.all_values(findings.criteria.on_page(1), facet.key) if more else None,
        total=len(used),
        expanded=expanded and not short,
        ticks=tuple(_ticks(facet.key, findings, reader)),
    )


def _ticks(key: str, findings: Findings, reader: Reader) -> Iterator[Tick]:
    """How a facet's choices are to be understood."""
    if key == "language":
        any_level = findings.criteria.language_level == "any"
        yield Tick("language_level", "any", _("At any level, or with an interpreter"), None, any_level)
    if matters(key, findings):
        yield unstated(key, _("Also show who does not say"), findings, reader)


def _first(
    used: Sequence[str], counts: Mapping[str, int], chosen: Sequence[str], places: Mapping[str, int]
) -> list[str]:
    """The most used values and the chosen ones, in the order of the vocabulary for equals."""
    most = sorted(used, key=lambda slug: (-counts[slug], places.get(slug, len(places))))[:FIRST]
    return [*(slug for slug in chosen if slug not in most), *most]


def _grouped(
    key: str,
    terms: Sequence[str],
    counts: Mapping[str, int],
    chosen: Sequence[str],
    labels: Labels,
    reader: Reader,
) -> tuple[Group, ...]:
    """All values under their headings; languages, which everybody looks for by name, by name."""
    words = labels.terms(key)
    if key == "language":
        terms = sorted(terms, key=lambda slug: (not counts.get(slug), labels.of(key, slug).casefold()))
    by_heading: dict[str | None, list[Value]] = {}
    for slug in terms:
        under = None if key == "language" else words[slug].heading
        by_heading.setdefault(under, []).append(_value(key, slug, counts, chosen, labels, reader))
    return tuple(Group(heading(under), tuple(values)) for under, values in by_heading.items())


def _value(
    key: str, slug: str, counts: Mapping[str, int], chosen: Sequence[str], labels: Labels, reader: Reader
) -> Value:
    count, ticked = counts.get(slug, 0), slug in chosen
    return Value(slug, labels.of(key, slug), reader.number(count), ticked, disabled=not count and not ticked)
