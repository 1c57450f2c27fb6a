"""What every kind of question has in common."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.editor.asked import Asked
from app.practitioners.parts import PARTS, Answer, Part

Posted = MultiDict[str, str]


class FormOf(Protocol):
    """A form class, or what makes a form as one does."""

    def __call__(self, formdata: Posted | None = None, *, data: Mapping[str, Any] | None = None) -> Form: ...


class Question:
    """One page: `key` of its part, a title that asks, a hint that says why or how, and a template for its form."""

    template = "editor/questions/fields.html"

    def __init__(self, key: str, title: LazyString, hint: LazyString | None = None) -> None:
        self.part: Part = PARTS[key]
        self.key = key
        self.title = title
        self.hint = hint

    @property
    def address(self) -> str:
        """The key as an address has it."""
        return self.key.replace("_", "-")

    def applies(self, asked: Asked) -> bool:
        """Whether it is asked at all, as things stand."""
        return True

    def form_of(self, asked: Asked) -> FormOf:
        """The class of its form."""
        raise NotImplementedError

    def data(self, answer: Answer, asked: Asked) -> Mapping[str, Any]:
        """An answer as the data of the form."""
        raise NotImplementedError

    def answer(self, form: Form, asked: Asked) -> Answer:
        """The answer of a form that is valid."""
        raise NotImplementedError

    def says(self, answer: Answer, asked: Asked) -> Sequence[str]:
        """An answer in words; nothing for what is not stated."""
        raise NotImplementedError

    def form(self, answer: Answer, asked: Asked, posted: Posted | None = None) -> Form:
        """Its form, filled in with an answer or with what was sent."""
        return self.form_of(asked)(posted, data=self.data(answer, asked))
