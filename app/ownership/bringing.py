"""A listing out of a file beside the one that is there, and in its place.

What would change is not worked out but done, in a transaction that is undone again: what the page shows is what the
button does. Each answer goes through its question's form (`replaying.py`) and through `practitioners.actions.state`,
so that what a steward must see waits, what must not be is left out, and each change has its line in the trail.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.editor.asking import asked_of
from app.editor.comparing import Difference, compared
from app.editor.kinds.question import Question
from app.editor.kinds.ways import named
from app.editor.listed import offer_name
from app.editor.questions import OF_OFFER, OF_PREMISES, OF_RECORD
from app.ownership.archives import Brought
from app.ownership.replaying import WillNotDo, replayed
from app.ownership.shapes import Consented, Offer, OfRecord
from app.plumbing.files import files
from app.plumbing.words import gettext as _
from app.practitioners import actions
from app.practitioners.models import Practitioner
from app.practitioners.parts import Answer, digest
from app.practitioners.photos.actions import describe_photo
from app.practitioners.queries import open_reviews


@dataclass(frozen=True, slots=True)
class Change:
    """One question that would be answered otherwise: `now` in words, `then` marked; `waits` for a steward."""

    what: str
    now: tuple[str, ...]
    then: tuple[Difference, ...]
    waits: bool = False


@dataclass(slots=True)
class Outcome:
    """What bringing a listing back changes, and a sentence about each thing that it leaves out."""

    changes: list[Change] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class NobodyNamed(ValueError):
    """The file does not say whom the listing is about, and there is none yet."""


def bring_back(
    session: Session, account_id: UUID, record: Practitioner | None, brought: Brought, *, consents: bool, really: bool
) -> Outcome:
    """Put what was brought in the place of what is there. Raises NobodyNamed, RegistrationRefused.

    `consents`: that those in the file are still given; otherwise nobody sees more than now. `really`: False where all
    is undone afterwards, so that no file is written.
    """
    bringing = _Bringing(session, account_id, record, brought, consents)
    bringing.answer_all()
    bringing.show_photo(really)
    return bringing.outcome


def version_of(session: Session, record: Practitioner | None) -> str:
    """By what it is known again that nothing has changed since a page was shown."""
    if record is None:
        return digest(None)
    waiting = {part: review.proposed for part, review in open_reviews(session, record.id).items()}
    return digest([actions.whole(record), waiting])


class _Bringing:
    def __init__(
        self, session: Session, account_id: UUID, record: Practitioner | None, brought: Brought, consents: bool
    ) -> None:
        self.session = session
        self.account_id = account_id
        self.brought = brought
        self.consents = consents
        self.outcome = Outcome()
        self.listing = brought.listing
        self.record = record or self._begun()
        # Ids of places in the file -> those they have here.
        self.places: dict[str, str] = {}

    def answer_all(self) -> None:
        answers: OfRecord = self.listing["answers"]
        for question in OF_RECORD:
            if question.key in answers:
                wanted = answers[question.key]  # type: ignore[literal-required]  # the keys of both are the parts'
                self._answer(question, self.record, self._seen_by(wanted) if question.key == "consent" else wanted)
        self._bring_places()
        self._bring_offers()

    def show_photo(self, really: bool) -> None:
        """Have the picture looked at, unless it is here already."""
        photo, picture = self.brought.photo, self.brought.picture
        if photo is None:
            return
        here = next((known for known in self.record.photos if self._is(known, photo["id"])), None)
        if here is None and picture is None:
            self._leave_out(self.brought.without_picture or "")
            return
        if here is not None:
            if (photo["alt"] or None) != here.alt:
                self._changed(_("Your photo"), [here.alt or ""], [photo["alt"] or ""], waits=False)
                describe_photo(self.session, self.record.id, here.id, photo["alt"])
            return
        self._changed(_("Your photo"), [], [photo["alt"] or _("The photo in the file")], waits=True)
        if really:
            assert picture is not None
            actions.offer_photo(self.session, self.record, files(), picture, photo["alt"])

    def _is(self, known: Any, id: str) -> bool:
        """Whether a photo is the one in the file: by its id, or because it was drawn from the same picture."""
        drawn = self.brought.picture
        return str(known.id) == id or (drawn is not None and files().read("photo", known.large) == drawn.large)

    def _begun(self) -> Practitioner:
        question, asked = OF_RECORD[0], asked_of(None, None)
        try:
            answer, _none = replayed(question, self.listing["answers"]["who"], asked)
        except (KeyError, WillNotDo):
            raise NobodyNamed from None
        self._changed(str(question.title), [], question.says(answer, asked), waits=False)
        record = actions.begin(self.session, self.account_id, answer)
        self.session.flush()
        return record

    def _answer(self, question: Question, subject: Any, wanted: Answer, of: str = "") -> None:
        """Answer one question, as far as it will do; what is said already is not said again."""
        asked = asked_of(self.record, subject)
        if not question.applies(asked):
            return
        what = f"{of}: {question.title}" if of else str(question.title)
        present = self._standing(question, subject)
        if digest(present) == digest(wanted):
            return
        try:
            answer, left_out = replayed(question, wanted, asked)
        except WillNotDo as why:
            answer, left_out = present, [str(why)]
        for sentence in left_out:
            self._leave_out(f"{what} {sentence}")
        if answer is None or digest(answer) == digest(present):
            return
        now = question.says(present, asked)
        waits = actions.state(self.session, self.record, subject, question.part, answer, digest(present))
        self.session.flush()
        self._changed(what, now, question.says(answer, asked), waits=waits)

    def _standing(self, question: Question, subject: Any) -> Answer:
        return actions.standing(self.record, subject, question.part, open_reviews(self.session, self.record.id))

    def _seen_by(self, wanted: dict[str, Consented]) -> Answer:
        """The consents of the file, or, where they were not said to be still given, no more of them than now."""
        present = {f"{fact.facet}:{fact.slug}": set(fact.audiences) for fact in self.record.identity_facts}
        return {
            key: {
                "audiences": sorted(set(said["audiences"]) & (set(said["audiences"]) if self.consents else seen)),
                "own_words": said["own_words"],
            }
            for key, seen in present.items()
            if (said := wanted.get(key)) is not None
        }

    def _bring_places(self) -> None:
        here = {str(place.id): place for place in self.record.premises}
        taken: set[str] = set()
        for place in self.listing["places"]:
            answers = place["answers"]
            where = answers.get("where")
            same = self._same(OF_PREMISES[0], here, taken, place["id"], where)
            if same is None and where is not None:
                same = self._new_place(where)
            if same is None:
                continue
            taken.add(str(same.id))
            self.places[place["id"]] = str(same.id)
            for question in OF_PREMISES:
                if question.key in answers:
                    self._answer(question, same, answers[question.key], named(same))  # type: ignore[literal-required]
        for id, gone in here.items():
            if id not in taken:
                self._changed(_("A place"), [named(gone)], [], waits=False)
                actions.remove_premises(self.session, self.record, gone)
        self.session.flush()

    def _new_place(self, where: Any) -> Any:
        question, asked = OF_PREMISES[0], asked_of(self.record, None)
        try:
            answer, _none = replayed(question, where, asked)
            place = actions.add_premises(self.session, self.record, answer)
        except WillNotDo as why:
            self._leave_out(f"{where['postcode'] or where['locality'] or where['address']}: {why}")
            return None
        except actions.Refused:
            self._leave_out(_("There is no room for more than %(most)s places.", most=actions.MOST_PLACES))
            return None
        self.session.flush()
        self._changed(_("A place"), [], question.says(answer, asked), waits=False)
        return place

    def _bring_offers(self) -> None:
        here = {str(offer.id): offer for offer in self.record.offers}
        matched = self._matched_offers(here)
        for id, gone in here.items():
            if id not in {str(offer.id) for offer in matched if offer is not None}:
                self._changed(_("A way to be seen"), [offer_name(self.record, gone)], [], waits=False)
                actions.remove_offer(self.session, self.record, gone)
        self.session.flush()
        for at, (offer, known) in enumerate(zip(self.listing["offers"], matched, strict=True)):
            subject = known or self._new_offer()
            if subject is None:
                break
            subject.position = at
            self._answer_offer(subject, offer)
        self.session.flush()

    def _matched_offers(self, here: dict[str, Any]) -> list[Any]:
        """For each offer of the file the one it is here, by its id or by how one is seen; None for a new one."""
        taken: set[str] = set()
        matched = []
        for offer in self.listing["offers"]:
            same = self._same(OF_OFFER[0], here, taken, offer["id"], self._how(offer))
            matched.append(same)
            if same is not None:
                taken.add(str(same.id))
        return matched

    def _answer_offer(self, subject: Any, offer: Offer) -> None:
        answers: dict[str, Any] = {**offer["answers"], "how": self._how(offer)}
        for question in OF_OFFER:
            if answers.get(question.key) is not None:
                described = subject.session or subject.format
                name = offer_name(self.record, subject) if described else _("A new way to be seen")
                self._answer(question, subject, answers[question.key], name)

    def _how(self, offer: Offer) -> Answer:
        """How one is seen, in the places as they are known here."""
        how = offer["answers"].get("how")
        return None if how is None else {**how, "premises": self.places.get(how["premises"] or "")}

    def _new_offer(self) -> Any:
        try:
            offer = actions.add_offer(self.session, self.record)
        except actions.Refused:
            self._leave_out(_("There is no room for more than %(most)s ways to be seen.", most=actions.MOST_OFFERS))
            return None
        self.session.flush()
        return offer

    def _same(self, question: Question, here: dict[str, Any], taken: set[str], id: str, wanted: Answer) -> Any:
        """What is here already and is meant: by its id, else one that gives the same answer to this question."""
        if id in here and id not in taken:
            return here[id]
        ids = {entry["id"] for entry in (*self.listing["places"], *self.listing["offers"])}
        free = (thing for key, thing in here.items() if key not in taken and key not in ids)
        return next((thing for thing in free if digest(question.part.read(thing)) == digest(wanted)), None)

    def _leave_out(self, sentence: str) -> None:
        if sentence not in self.outcome.left_out:
            self.outcome.left_out.append(sentence)

    def _changed(self, what: str, now: Sequence[str], then: Sequence[str], *, waits: bool) -> None:
        self.outcome.changes.append(Change(what, tuple(now), compared(now, then), waits))
