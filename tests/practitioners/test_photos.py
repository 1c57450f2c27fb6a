"""A photo waits to be looked at while the approved one stays; both go with their files (UPL-05, threat T5)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask

from app.listings.listing import Listing, Photo
from app.listings.source import listing_by_id
from app.plumbing.database import Database
from app.plumbing.files import Files, sweep
from app.plumbing.pictures import Picture
from app.practitioners.models import Record
from app.practitioners.photos.actions import (
    LONGEST_ALT,
    NoSuchPhoto,
    accept_photo,
    describe_photo,
    propose_photo,
    remove_photo,
)
from app.practitioners.photos.queries import OwnPhotos, read_photo, read_photos
from tests.records import NOW, practitioner, save

LATER = NOW + timedelta(days=2)


class Owner:
    """Somebody with a listing, and what they do with its photo."""

    def __init__(self, app: Flask) -> None:
        self.database: Database = app.extensions["attune.database"]
        self.stored: Files = app.extensions["attune.files"]
        [self.id] = save(self.database, practitioner())

    def propose(self, content: bytes = b"large", alt: str | None = None) -> UUID:
        picture = Picture(content, b"small " + content)
        with self.database.writing() as session:
            return propose_photo(session, self.stored, self.id, picture, alt, NOW)

    def accept(self, photo_id: UUID) -> None:
        with self.database.writing() as session:
            accept_photo(session, photo_id, LATER)

    def remove(self, photo_id: UUID) -> None:
        with self.database.writing() as session:
            remove_photo(session, self.id, photo_id, LATER)

    @property
    def photos(self) -> OwnPhotos:
        with self.database.reading() as session:
            return read_photos(session, self.id)

    @property
    def seen(self) -> Photo | None:
        with self.database.reading() as session:
            listing = listing_by_id(session, self.id, "site")
        assert isinstance(listing, Listing)
        return listing.photo

    @property
    def files(self) -> set[bytes]:
        return {path.read_bytes() for path in (self.stored.folder / "photo").glob("*")}


@pytest.fixture
def owner(app: Flask) -> Owner:
    return Owner(app)


def test_a_proposed_photo_is_not_public(owner: Owner) -> None:
    photo_id = owner.propose(alt="Me in the garden")
    proposed = owner.photos.proposed
    assert proposed is not None
    assert (proposed.id, proposed.alt, owner.photos.public, owner.seen) == (photo_id, "Me in the garden", None, None)


def test_an_accepted_photo_is_public(owner: Owner) -> None:
    photo_id = owner.propose(alt="Me")
    owner.accept(photo_id)
    assert (owner.seen, owner.photos.proposed) == (Photo(photo_id, "Me"), None)


def test_the_approved_one_stays_while_another_waits(owner: Owner) -> None:
    owner.accept(first := owner.propose(b"first"))
    owner.propose(b"second")
    assert owner.seen == Photo(first, None)
    assert owner.files == {b"first", b"small first", b"second", b"small second"}


def test_an_accepted_one_takes_the_place_of_the_former(owner: Owner) -> None:
    owner.accept(owner.propose(b"first"))
    owner.accept(second := owner.propose(b"second"))
    assert owner.seen == Photo(second, None)
    assert owner.files == {b"second", b"small second"}


def test_a_newer_proposal_takes_the_place_of_an_older(owner: Owner) -> None:
    older = owner.propose(b"older")
    owner.propose(b"newer")
    assert owner.files == {b"newer", b"small newer"}
    with pytest.raises(NoSuchPhoto):
        owner.accept(older)


def test_to_accept_twice_is_to_accept_once(owner: Owner) -> None:
    photo_id = owner.propose()
    owner.accept(photo_id)
    owner.accept(photo_id)
    assert owner.seen == Photo(photo_id, None)


def test_a_removed_photo_is_gone_with_its_files(owner: Owner) -> None:
    owner.accept(photo_id := owner.propose())
    owner.remove(photo_id)
    assert (owner.seen, owner.photos, owner.files) == (None, OwnPhotos(None, None), set())


def test_a_withdrawn_proposal_leaves_the_public_one(owner: Owner) -> None:
    owner.accept(first := owner.propose(b"first"))
    owner.remove(owner.propose(b"second"))
    assert (owner.seen, owner.files) == (Photo(first, None), {b"first", b"small first"})


def test_files_go_with_the_whole_record(owner: Owner) -> None:
    owner.accept(owner.propose(b"first"))
    owner.propose(b"second")
    with owner.database.writing() as session:
        session.delete(session.get_one(Record, owner.id))
    assert owner.files == set()


def test_after_normal_use_there_is_nothing_to_sweep(owner: Owner) -> None:
    owner.accept(owner.propose(b"first"))
    owner.accept(owner.propose(b"second"))
    owner.propose(b"third")
    owner.remove(owner.propose(b"fourth"))
    owner.propose(b"fifth")
    with owner.database.reading() as session:
        assert sweep(session, owner.stored, LATER + timedelta(days=10_000)) == 0
    assert len(owner.files) == 4


def test_nobody_removes_or_reads_the_photo_of_another(owner: Owner, app: Flask) -> None:
    photo_id, stranger = owner.propose(), Owner(app)
    with pytest.raises(NoSuchPhoto):
        stranger.remove(photo_id)
    with owner.database.reading() as session:
        assert read_photo(session, stranger.id, photo_id, "large") is None
        assert read_photo(session, owner.id, photo_id, "large") is not None


def test_the_owner_reads_what_waits(owner: Owner) -> None:
    photo_id = owner.propose(b"mine")
    with owner.database.reading() as session:
        names = [read_photo(session, owner.id, photo_id, size) for size in ("large", "small")]
    assert [owner.stored.read("photo", name or "") for name in names] == [b"mine", b"small mine"]


@pytest.mark.parametrize(
    ("typed", "kept"), [(None, None), ("  ", None), (" Me,\n smiling ", "Me, smiling"), ("a" * 999, "a" * LONGEST_ALT)]
)
def test_what_it_shows_can_be_said_later(owner: Owner, typed: str | None, kept: str | None) -> None:
    owner.accept(photo_id := owner.propose(alt="before"))
    with owner.database.writing() as session:
        describe_photo(session, owner.id, photo_id, typed)
    assert owner.seen == Photo(photo_id, kept)


def test_a_change_that_is_seen_dates_the_listing(owner: Owner) -> None:
    photo_id = owner.propose()
    with owner.database.reading() as session:
        assert session.get_one(Record, owner.id).updated_at == NOW
    owner.accept(photo_id)
    with owner.database.reading() as session:
        assert session.get_one(Record, owner.id).updated_at == LATER


def test_of_many_proposals_at_once_one_is_left(owner: Owner) -> None:
    with ThreadPoolExecutor(6) as people:
        ids = list(people.map(owner.propose, [b"%d" % number for number in range(18)]))
    proposed = owner.photos.proposed
    assert proposed is not None and proposed.id in ids
    assert len(owner.files) == 2


def test_there_is_no_photo_of_nobody(owner: Owner) -> None:
    with pytest.raises(NoSuchPhoto), owner.database.writing() as session:
        propose_photo(session, owner.stored, uuid4(), Picture(b"", b""), None, NOW)
    assert not Path(owner.stored.folder / "photo").exists()
