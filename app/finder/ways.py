"""Ways out of a thin result, in words, each with the number it leads to."""

from dataclasses import dataclass

from app.criteria.findings import Findings
from app.criteria.sentence import Phrases
from app.criteria.ways_out import Way
from app.criteria.wording import Reader
from app.finder import addresses
from app.finder.links import Link
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext


@dataclass(frozen=True, slots=True)
class WayOut:
    """Somewhere else to look: `note` says how many are there; `wish` is the same with the criterion as a wish."""

    words: str
    note: str
    address: str
    wish: Link | None = None


def ways(findings: Findings, phrases: Phrases, reads: Reader) -> tuple[WayOut, ...]:
    """What to relax, then where else to look."""
    wishes = {way.change: way for way in findings.ways if way.kind == "wish"}
    relaxed = [
        WayOut(
            words=_without(relaxation.drop, findings, phrases),
            note=_count(relaxation.total, reads),
            address=addresses.search(relaxation.criteria),
            wish=_as_a_wish(wishes.get(relaxation.drop), findings, phrases),
        )
        for relaxation in findings.relax
        if relaxation.total > findings.total
    ]
    others = [_other(way, findings, phrases, reads) for way in findings.ways if way.kind != "wish"]
    return (*relaxed, *others)


def _as_a_wish(way: Way | None, findings: Findings, phrases: Phrases) -> Link | None:
    if way is None:
        return None
    what = phrases.dropped(way.change, findings.criteria, findings.where).strip("“”")
    return Link(_("or keep it as a wish"), addresses.search(way.criteria), note=what)


def _without(drop: str, findings: Findings, phrases: Phrases) -> str:
    # What was typed comes in quotation marks already.
    return _("without “%(what)s”", what=phrases.dropped(drop, findings.criteria, findings.where).strip("“”"))


def _other(way: Way, findings: Findings, phrases: Phrases, reads: Reader) -> WayOut:
    note = _counts(way.kind, way.total, reads)
    return WayOut(_changed(way, findings, phrases, reads), note, addresses.search(way.criteria))


def _changed(way: Way, findings: Findings, phrases: Phrases, reads: Reader) -> str:
    radius = way.criteria.within
    if way.kind == "wider" and radius is not None:
        return _("within %(distance)s", distance=reads.length(float(radius.number), radius.unit))
    if way.kind == "online" and way.change:
        what = phrases.dropped(way.change, findings.criteria, findings.where)
        return _("online instead, without “%(what)s”", what=what)
    if way.kind == "online":
        return _("online instead")
    if way.change:
        return _("in any language; your other choices are left open")
    return _("your other choices are left open")


def _counts(kind: str, total: int, reads: Reader) -> str:
    count = reads.number(total)
    match kind:
        case "groups":
            return ngettext("%(count)s with groups", "%(count)s with groups", total, count=count)
        case "services":
            return ngettext("%(count)s community service", "%(count)s community services", total, count=count)
        case "clinics":
            return ngettext("%(count)s clinic", "%(count)s clinics", total, count=count)
        case "trainees":
            return ngettext(
                "%(count)s person in training, supervised and often at a low fee",
                "%(count)s people in training, supervised and often at a low fee",
                total,
                count=count,
            )
    return _count(total, reads)


def _count(total: int, reads: Reader) -> str:
    return ngettext("%(count)s person or service", "%(count)s people and services", total, count=reads.number(total))
