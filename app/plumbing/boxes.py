"""Boxes of a form of which any number may be ticked."""

from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice as SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.form import BaseForm
from wtforms.widgets import CheckboxInput, ListWidget


class Boxes(SelectMultipleField):
    """What is sent and is not among the boxes is passed over."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: BaseForm) -> None:
        known = {value for value, *_words in map(tuple, self.choices or ())}
        self.data = [value for value in dict.fromkeys(self.data or ()) if value in known]
