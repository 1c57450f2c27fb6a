"""Somebody who answers the editor's questions by chance, as a browser would send it, whatever their forms ask."""

from contextlib import suppress
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, Form, IntegerField, RadioField, SelectField

from app.credentials.actions import RegistrationRefused
from app.editor.asking import asked_of
from app.editor.kinds.choices import Ticks
from app.editor.kinds.fields import Amount, Named
from app.editor.kinds.question import Question
from app.editor.questions import OF_OFFER, OF_PREMISES, OF_RECORD
from app.practitioners import actions
from app.practitioners.models import Practitioner
from app.practitioners.parts import digest

WORDS = ("Ada", "لطيف", "静か", "=1+1", "'tis", "naïve", "👋🏽", "a\u202eb", "  two  blanks ", "x" * 90, "<b>", "—")
PLACES = ("Leeds", "LS6 2AA", "M1", "Bristol", "Cork, Ireland", "98101", "D02")


class Anybody:
    """`chance` decides everything; `number` makes register numbers nobody else's."""

    def __init__(self, session: Session, account_id: UUID, chance: Random, number: int) -> None:
        self.session = session
        self.chance = chance
        self.number = number
        who = {"name": f"Ada {chance.choice(WORDS).strip()}", "kind": "individual"}
        self.record: Practitioner = actions.begin(session, account_id, self._answer(OF_RECORD[0], None, who))
        session.flush()

    def answer_everything(self) -> None:
        for question in OF_RECORD[1:]:
            self.say(question, self.record)
        for _place in range(self.chance.randint(0, 2)):
            self._add_place()
        for _offer in range(self.chance.randint(0, 3)):
            offer = actions.add_offer(self.session, self.record)
            self.session.flush()
            for question in OF_OFFER:
                self.say(question, offer)

    def say(self, question: Question, subject: Any) -> None:
        """One question, unless chance leaves it out or its form takes nothing of it."""
        asked = asked_of(self.record, subject)
        if not question.applies(asked) or self.chance.random() < 0.15:
            return
        answer = self._answer(question, subject)
        if answer is not None:
            present = question.part.read(subject)
            # A number that cannot be one of its register is refused only when it is written.
            with suppress(RegistrationRefused), self.session.begin_nested():
                actions.state(self.session, self.record, subject, question.part, answer, digest(present))

    def _add_place(self) -> None:
        answer = self._answer(OF_PREMISES[0], None, {"postcode": self.chance.choice(PLACES), "precision": "town"})
        if answer is not None:
            place = actions.add_premises(self.session, self.record, answer)
            self.session.flush()
            self.say(OF_PREMISES[1], place)

    def _answer(self, question: Question, subject: Any, given: dict[str, Any] | None = None) -> Any:
        asked = asked_of(getattr(self, "record", None), subject)
        for _try in range(4):
            blank = question.form(question.part.read(subject) if subject is not None else None, asked)
            form = question.form(None if subject is None else question.part.read(subject), asked,
                                 MultiDict(self._filled(blank, given or {})))  # fmt: skip
            if form.validate():
                return question.answer(form, asked)
        return None

    def _filled(self, form: Form, given: dict[str, Any]) -> list[tuple[str, str]]:
        sent: list[tuple[str, str]] = []
        for field in form:
            if field.name in given:
                sent.append((field.name, given[field.name]))
            else:
                sent += [(field.name, value) for value in self._value(field)]
        return sent

    def _value(self, field: Any) -> list[str]:
        chance = self.chance
        if isinstance(field, Ticks):
            return chance.sample(sorted(field.known), min(len(field.known), chance.randint(0, 5)))
        if isinstance(field, RadioField | SelectField):
            return [str(chance.choice(field.choices).value)]
        if isinstance(field, BooleanField):
            return ["y"] * chance.randint(0, 1)
        if isinstance(field, DateField):
            return [chance.choice(["", "2027-03-31"])]
        if isinstance(field, IntegerField):
            return [chance.choice(["", "1", "2", "50", "100"])]
        if isinstance(field, Amount):
            return [chance.choice(["", "0", "25.50", "60", "60,05", "£1000"])]
        if isinstance(field, Named):
            assert field.asked is not None
            return [chance.choice([word.label for word in field.asked.labels.terms(field.scheme).values()] + [""])]
        return [self._text(field.name)]

    def _text(self, name: str) -> str:
        chance = self.chance
        if name.startswith("number-"):
            return f"{self.number:06d}"
        if name == "postcode":
            return chance.choice(PLACES)
        if name == "rate":
            return chance.choice(["", "1", "1.5", "0.125"])
        return chance.choice(["\n", " "]).join(chance.sample(WORDS, chance.randint(0, 2)))
