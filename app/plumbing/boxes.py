"""What forms have in common: boxes of which any number may be ticked, and lines in which something must stand."""

from typing import Any

from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice as SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.form import BaseForm
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.plumbing.typed import says_nothing


class Boxes(SelectMultipleField):
    """What is sent and is not among the boxes is passed over."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: BaseForm) -> None:
        known = {value for value, *_words in map(tuple, self.choices or ())}
        self.data = [value for value in dict.fromkeys(self.data or ()) if value in known]


class Stated:
    """Something that can be seen must be written; the sentence says what."""

    field_flags = {"required": True}

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence

    def __call__(self, _form: Any, field: Any) -> None:
        if says_nothing(field.data):
            raise ValidationError(str(self.sentence))
