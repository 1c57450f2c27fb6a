"""Importing a file: `plan_import` says what it would do, `apply_plan` does it in the caller's transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.exchange.comparing import planned_shape, stored_shape, voice
from app.exchange.decoding import ImportRefused
from app.exchange.entries import Entry, Skipped
from app.exchange.formats import FORMATS
from app.exchange.intake import rewrite_services, write_organisations
from app.exchange.interpreting import interpret
from app.exchange.mapping import Format
from app.exchange.moving import as_anybodys, moves, plan_moving
from app.exchange.placing import Finder, put_in_place
from app.exchange.planning import NewOrganisation, Plan, Update, reason_to_leave
from app.exchange.queries import keys_of_source, organisations_here, standings, stored_services
from app.exchange.reading import Content, read_records, read_table
from app.exchange.services import organisation_of, service_of
from app.listings.publishing import publish
from app.organisations.intake import NewService, write_services
from app.plumbing import clock
from app.practitioners.intake import write_practitioners
from app.vocabulary.lexicon import Lexicon


def plan_import(session: Session, format_name: str, path: Path, finder: Finder, lexicon: Lexicon, today: date) -> Plan:
    """What importing this file would do; changes nothing. Raises ImportRefused with one sentence.

    `today` is the day of sources that state none. To apply the plan, make it in the writing session that
    applies it.
    """
    format_, content = _read(format_name, path)
    plan = Plan(
        format=format_.name,
        file=path.name,
        encoding=content.encoding,
        delimiter=content.delimiter,
        row_word="record" if format_.json_rows or format_.reader else "line",
        retrieved_on=format_.retrieved_on,
        voice=voice(format_, content.columns),
        read=len(content.rows) + len(content.faults) + len(content.whole),
    )
    if content.whole and moves(session, content.whole):
        plan_moving(session, plan, content.whole, lexicon)
    elif content.whole:
        content = replace(content, rows=(*content.rows, *as_anybodys(session, plan, content.whole)))
    told = interpret(format_, content, lexicon)
    put_in_place(told, finder)
    now = clock.now()
    planned = [(entry, service_of(format_, entry, lexicon, now, today)) for entry in told.entries.values()]
    plan.merged, plan.left_out = told.merged, told.left_out
    plan.skipped += told.skipped
    plan.repairs = sorted(told.repairs, key=lambda repair: repair.line)
    _compare(session, plan, planned)
    _plan_organisations(session, format_, plan, [entry for entry, _ in planned])
    plan.skipped.sort(key=lambda skipped: skipped.line)
    return plan


def apply_plan(session: Session, plan: Plan) -> None:
    """Write what the plan says, and publish it. The caller's transaction is the only one; it commits."""
    write_organisations(session, plan)
    if plan.people:
        write_practitioners(session, plan.people)
    if plan.creates:
        write_services(session, plan.creates)
    rewrite_services(session, plan)
    written = [service.record.id for service in (*plan.creates, *(u.planned for u in plan.updates))]
    publish(session, [*(new.id for new in plan.people), *written])


def _read(format_name: str, path: Path) -> tuple[Format, Content]:
    format_ = FORMATS.get(format_name)
    if format_ is None:
        raise ImportRefused(f"There is no import format “{format_name}”; there are {', '.join(sorted(FORMATS))}.")
    if format_.reader is not None:
        content = format_.reader(path)
    elif format_.json_rows:
        content = read_records(path, format_.encodings, format_.json_rows, format_.nested)
    else:
        content = read_table(path, format_.encodings)
    missing = format_.missing(content.columns) if content.rows or content.delimiter else []
    if missing:
        named = ", ".join(f"“{name}”" for name in missing[:5]) + (" and others" if len(missing) > 5 else "")
        raise ImportRefused(f"{path.name} is not a {format_name} file: it lacks {named}.")
    return format_, content


def _compare(session: Session, plan: Plan, planned: Sequence[tuple[Entry, NewService]]) -> None:
    """Sort what was planned into new, changed, unchanged and left alone."""
    here = keys_of_source(session, plan.format)
    standing = standings(session, [service.record.id for _, service in planned])
    known: dict[UUID, NewService] = {}
    for entry, service in planned:
        id_ = service.record.id
        reason = reason_to_leave(standing[id_], plan.format) if id_ in standing else None
        if reason:
            plan.skipped.append(Skipped(entry.line, service.record.name, reason))
        elif id_ in standing:
            known[id_] = service
        else:
            plan.creates.append(service)
    for rows in stored_services(session, sorted(known)):
        service = known[rows.record.id]
        shape, stored = planned_shape(service, plan.voice), stored_shape(rows, plan.voice)
        if differs := shape.differences(stored):
            plan.updates.append(Update(service, shape, stored, tuple(differs)))
        else:
            plan.unchanged += 1
    said = {service.source_key for _, service in planned}
    plan.absent = sum(key not in said for key in here)


def _plan_organisations(session: Session, format_: Format, plan: Plan, entries: Iterable[Entry]) -> None:
    written = {service.organisation_id for service in (*plan.creates, *(u.planned for u in plan.updates))}
    named = {organisation_of(format_, entry) for entry in entries}
    wanted = {id_: NewOrganisation(id_, key, name) for id_, key, name in sorted(named) if id_ in written}
    here = organisations_here(session, wanted)
    for id_, organisation in wanted.items():
        if id_ not in here:
            plan.new_organisations.append(organisation)
        elif here[id_] != (organisation.name, plan.format) and here[id_][1] == plan.format:
            plan.renamed_organisations.append(organisation)
