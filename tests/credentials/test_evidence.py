"""Evidence is private from the first byte to the thirtieth day after the decision (UPL-08)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.access.permissions import Permission
from app.credentials.evidence.actions import EvidenceRefused, keep_evidence, note_decision, purge_evidence
from app.credentials.evidence.models import Evidence
from app.credentials.evidence.queries import EvidenceFile, read_evidence
from app.credentials.models import Registration
from app.plumbing.database import Base, Database
from app.plumbing.files import Files
from app.practitioners.intake import NewRegistration
from app.practitioners.models import Record
from tests.pictures import CANARY, encoded, quarters
from tests.records import NOW, practitioner, save

PDF = b"%PDF-1.7\n" + CANARY
DAYS = timedelta(days=1)


class Desk:
    """A registration that is looked at."""

    def __init__(self, app: Flask) -> None:
        self.database: Database = app.extensions["attune.database"]
        self.stored: Files = app.extensions["attune.files"]
        self.registration = uuid4()
        save(self.database, practitioner(registrations=[NewRegistration(self.registration, "bacp", "123456")]))

    def keep(self, content: bytes = PDF) -> UUID:
        with self.database.writing() as session:
            return keep_evidence(session, self.stored, self.registration, content, NOW)

    def decide(self) -> None:
        with self.database.writing() as session:
            note_decision(session, self.registration, NOW + DAYS)

    def purge(self, after: timedelta) -> int:
        with self.database.writing() as session:
            return purge_evidence(session, NOW + DAYS + after)

    def read(self, evidence_id: UUID) -> EvidenceFile | None:
        with self.database.reading() as session:
            return read_evidence(session, self.stored, evidence_id)

    @property
    def on_disk(self) -> list[bytes]:
        return [path.read_bytes() for path in self.stored.folder.rglob("*") if path.is_file()]

    @property
    def rows(self) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(Evidence)) or 0


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def test_a_steward_reads_what_was_sent(desk: Desk) -> None:
    assert desk.read(desk.keep()) == EvidenceFile(PDF, "application/pdf")


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_may_be_evidence(desk: Desk, format: str) -> None:
    read = desk.read(desk.keep(encoded(quarters(), format)))
    assert read is not None
    assert read.media_type == f"image/{format.lower()}"


@pytest.mark.parametrize(
    ("content", "status"), [(b"<svg/>", 400), (b"MZ" + PDF, 400), (b"", 400), (PDF * 200_000, 413)]
)
def test_anything_else_is_refused_in_words(desk: Desk, content: bytes, status: int) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        desk.keep(content)
    assert (refused.value.status, str(refused.value)[-1]) == (status, ".")
    assert desk.on_disk == []


def test_on_the_disk_it_is_encrypted(desk: Desk) -> None:
    desk.keep()
    assert len(desk.on_disk) == 1
    assert CANARY not in desk.on_disk[0]


def test_it_has_no_address(desk: Desk, app: Flask) -> None:
    evidence_id = desk.keep()
    [path] = list((desk.stored.folder / "evidence").iterdir())
    client = app.test_client()
    digest = app.extensions["attune.assets"].digest
    asked = [f"/{path.relative_to(desk.stored.folder.parent)}", f"/static/{digest}/../../instance/{path.name}"]
    asked += [f"/photos/{evidence_id}/large", f"/photos/{evidence_id}/file", f"/evidence/{evidence_id}"]
    asked += [
        f"/photos/{path.name}/large",
        f"/photos/..%2fevidence%2f{path.name}/large",
        f"/files/evidence/{path.name}",
    ]
    answers = [client.get(address) for address in asked]
    assert [answer.status_code for answer in answers] == [404] * len(asked)
    assert not [answer for answer in answers if CANARY in answer.get_data()]


def test_one_route_names_evidence_for_stewards_who_show_again_who_they_are(app: Flask) -> None:
    named = [rule.endpoint for rule in app.url_map.iter_rules() if "evidence" in rule.rule]
    view = app.view_functions[named[0]]
    assert (named, view.permission, view.asks_again) == (["moderation.evidence"], Permission.STEWARD, True)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("after", "left"), [(29 * DAYS, 1), (30 * DAYS - timedelta(seconds=1), 1), (30 * DAYS, 0)])
def test_thirty_days_after_the_decision_it_is_gone(desk: Desk, after: timedelta, left: int) -> None:
    desk.keep()
    desk.decide()
    assert desk.purge(after) == 1 - left
    assert (desk.rows, len(desk.on_disk)) == (left, left)


def test_without_a_decision_it_is_kept(desk: Desk) -> None:
    desk.keep()
    assert (desk.purge(9999 * DAYS), desk.rows) == (0, 1)


def test_a_second_decision_does_not_count_anew(desk: Desk) -> None:
    desk.keep()
    desk.decide()
    with desk.database.writing() as session:
        note_decision(session, desk.registration, NOW + 20 * DAYS)
    assert desk.purge(30 * DAYS) == 1


def test_purging_again_finds_nothing(desk: Desk) -> None:
    desk.keep()
    desk.decide()
    assert [desk.purge(31 * DAYS), desk.purge(31 * DAYS)] == [1, 0]


@pytest.mark.parametrize("table", [Registration, Record])
def test_it_goes_at_once_with_its_registration_or_its_record(desk: Desk, table: type[Base]) -> None:
    desk.keep()
    with desk.database.writing() as session:
        for row in session.scalars(select(table)):
            session.delete(row)
    assert (desk.rows, desk.on_disk) == (0, [])


def test_the_command_purges(desk: Desk, app: Flask) -> None:
    desk.keep()
    with desk.database.writing() as session:
        note_decision(session, desk.registration, NOW - 10_000 * DAYS)
    result = app.test_cli_runner().invoke(args=["files", "sweep"])
    assert result.output.startswith("1 files of evidence")
    assert desk.on_disk == []
