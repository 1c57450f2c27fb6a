"""What an import would do or has done, for the console and as data."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from app.exchange.planning import Plan

_SHOWN = 5


def as_data(plan: Plan) -> dict[str, Any]:
    """The whole report, every line of it, as JSON can hold it."""
    return {
        "format": plan.format,
        "file": plan.file,
        "encoding": plan.encoding,
        "delimiter": plan.delimiter,
        "read": plan.read,
        "merged": plan.merged,
        "create": [
            {"name": s.record.name, "slug": s.record.slug, "key": s.source_key, "offers": len(s.record.offers)}
            for s in plan.creates
        ],
        "take_over": [{"name": new.name, "slug": new.slug, "offers": len(new.offers)} for new in plan.people],
        "update": [
            {"name": u.planned.record.name, "key": u.planned.source_key, "differs": list(u.differs)}
            for u in plan.updates
        ],
        "unchanged": plan.unchanged,
        "not_in_this_file": plan.absent,
        "new_organisations": len(plan.new_organisations),
        "skipped": [skipped._asdict() for skipped in plan.skipped],
        "repaired": [repair._asdict() for repair in plan.repairs],
        "left_out": dict(plan.left_out.most_common()),
    }


def as_text(plan: Plan, applied: bool) -> str:
    """The report for a console, in plain lines; long lists show their first few."""
    return "\n".join(_lines(plan, applied))


def _lines(plan: Plan, applied: bool) -> Iterator[str]:
    how = plan.encoding + (f", columns parted by “{_visible(plan.delimiter)}”" if plan.delimiter else "")
    yield f"{plan.file} as {plan.format} ({how})"
    yield _count("read", plan.read, f"{plan.row_word}s with anything in them")
    if plan.merged:
        yield _count("merged", plan.merged, "rows into others of the same service")
    yield _count("created" if applied else "would create", len(plan.creates), "services")
    yield from _samples(service.record.name for service in plan.creates[:3])
    if plan.new_organisations:
        yield _count("with", len(plan.new_organisations), "new organisations")
    if plan.people:
        yield _count(
            "taken over" if applied else "would take over", len(plan.people), "people, with what programs may see"
        )
    yield _count("updated" if applied else "would update", len(plan.updates), "services")
    yield from _samples(f"{u.planned.record.name}: {', '.join(u.differs)}" for u in plan.updates[:_SHOWN])
    yield _count("unchanged", plan.unchanged, "services")
    if plan.absent:
        yield _count("not here", plan.absent, "services of this source that the file does not name; they stay")
    yield _count("skipped", len(plan.skipped), "")
    yield from _skipped(plan)
    yield _count("repaired", len(plan.repairs), "")
    for what, count in Counter(repair.what for repair in plan.repairs).most_common():
        yield f"    {count:>7,}  {what}"
    if plan.left_out:
        yield _count("left out", plan.left_out.total(), "coded values that we have no words for")
        yield from (f"    {count:>7,}  {value}" for value, count in plan.left_out.most_common(_SHOWN))
    if not applied:
        yield "Nothing has been changed. Add --apply to do it." if plan.changes else "There is nothing to change."


def _skipped(plan: Plan) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for skipped in plan.skipped:
        named = f" ({_visible(skipped.name)[:60]})" if skipped.name else ""
        by_reason.setdefault(skipped.reason, []).append(f"{skipped.line}{named}")
    for reason, where in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        more = f" and {len(where) - _SHOWN:,} more" if len(where) > _SHOWN else ""
        yield f"    {len(where):>7,}  {_visible(reason)}"
        yield f"             {plan.row_word} {', '.join(where[:_SHOWN])}{more}"


def _samples(names: Iterable[str]) -> Iterator[str]:
    yield from (f"             {_visible(name)}" for name in names)


def _count(what: str, number: int, of: str) -> str:
    return f"  {what:<13} {number:>7,} {of}".rstrip()


def _visible(text: str) -> str:
    """A text that cannot steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text.replace("\t", "tab"))
