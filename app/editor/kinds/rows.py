"""Questions answered in rows: languages with their level, entries in registers with their number."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import DateField, Form, SelectField
from wtforms.validators import Optional, ValidationError

from app.credentials.registers import register_of
from app.credentials.rules import comparable
from app.credentials.wording import doubt
from app.editor.asked import Asked
from app.editor.kinds.fields import Named, SelectChoice, form_class, or_nothing, text
from app.editor.kinds.question import Posted, Question
from app.plumbing.words import gettext as _
from app.practitioners.parts import Answer

# Rows that stand empty for what comes next, and the most there may be.
_EMPTY, _MOST = 2, 25


class RowsForm(Form):
    columns: tuple[str, ...] = ()
    count = 0

    def filled(self) -> list[list[Any]]:
        """The data of rows whose first column holds something, each once."""
        found: dict[Any, list[Any]] = {}
        for number in range(self.count):
            row = [self[f"{column}-{number}"].data for column in self.columns]
            if row[0]:
                found.setdefault(self.same(row), row)
        return list(found.values())

    def same(self, row: list[Any]) -> Any:
        """Rows of which this is equal say the same."""
        return (row[0], comparable(row[0], row[1])) if len(row) > 2 and row[1] else row[0]


class Rows(Question):
    """`columns` are the names of a row's fields; the first one makes it a row."""

    template = "editor/questions/rows.html"
    columns: tuple[str, ...] = ()
    scheme = ""

    def fields_of(self, number: int, asked: Asked) -> dict[str, Any]:
        """The fields of one row, by column."""
        raise NotImplementedError

    def form(self, answer: Answer, asked: Asked, posted: Posted | None = None) -> RowsForm:
        count = self._count(answer, posted)
        fields = {
            f"{column}-{number}": field
            for number in range(count)
            for column, field in self.fields_of(number, asked).items()
        }
        made = form_class("RowsForm", {"columns": self.columns, "count": count, **fields}, RowsForm)
        form: RowsForm = made(posted, data=self.data(answer, asked))
        return form

    def _count(self, answer: Sequence[Any], posted: Posted | None) -> int:
        if posted is None:
            return min(len(answer) + _EMPTY, _MOST)
        sent = sum(1 for name in posted if name.startswith(f"{self.columns[0]}-"))
        filled = sum(bool(posted.get(f"{self.columns[0]}-{number}", "").strip()) for number in range(_MOST))
        return min(max(sent, filled + _EMPTY if "more" in posted else sent, 1), _MOST)

    def note(self, field: Any, form: RowsForm, asked: Asked) -> str | None:
        """What is said beside a field about what it holds."""
        return None

    def rows(self, form: RowsForm) -> list[list[Any]]:
        """The fields row by row, for the template."""
        return [[form[f"{column}-{number}"] for column in self.columns] for number in range(form.count)]

    def offered(self, asked: Asked) -> list[str]:
        """What the browser offers while one types in the first column."""
        terms = [word for word in asked.labels.terms(self.scheme).values() if not word.retired]
        return [word.label_in(asked.labels.code) for word in terms]


class Languages(Rows):
    """A language and how well: without a level it cannot be found as one to have therapy in."""

    columns = ("language", "level")
    scheme = "language"

    def fields_of(self, number: int, asked: Asked) -> dict[str, Any]:
        levels = [SelectChoice(w.slug, w.label_in(asked.labels.code)) for w in _levels(asked)]
        return {
            "language": Named(_("Language %(number)s", number=number + 1), "language", asked),
            "level": SelectField(
                _("How well you work in it"),
                choices=[SelectChoice("", _("Please choose")), *levels],
                coerce=or_nothing,
            ),
        }

    def data(self, answer: Sequence[Sequence[str]], asked: Asked) -> Mapping[str, Any]:
        rows = enumerate(answer)
        return {f"{column}-{n}": row[at] for n, row in rows for at, column in enumerate(self.columns)}

    def answer(self, form: Any, asked: Asked) -> Answer:
        return form.filled()

    def says(self, answer: Sequence[Sequence[str]], asked: Asked) -> Sequence[str]:
        labels = asked.labels
        return [
            f"{labels.of('language', slug)} ({labels.of('language_level', level)})"
            if level
            else labels.of("language", slug)
            for slug, level in answer
        ]


class Registers(Rows):
    """A body, the number there, and when the entry runs out, where it says so."""

    columns = ("body", "number", "expires")
    scheme = "register"

    def fields_of(self, number: int, asked: Asked) -> dict[str, Any]:
        return {
            "body": Named(_("Register or body %(number)s", number=number + 1), "register", asked),
            "number": text(
                _("Your number there"), 40, validators=[_needs_number(f"body-{number}")], render_kw={"dir": "ltr"}
            ),
            "expires": DateField(_("Valid until, if it says so"), [Optional()]),
        }

    def note(self, field: Any, form: RowsForm, asked: Asked) -> str | None:
        """A number that does not look like one of its register is doubted, and taken all the same."""
        column, _dash, row = field.short_name.partition("-")
        body = form[f"body-{row}"].data
        if column != "number" or not body or not field.data:
            return None
        return doubt(field.data, register_of(body), asked.labels.of("register", body))

    def data(self, answer: Sequence[Mapping[str, str | None]], asked: Asked) -> Mapping[str, Any]:
        data: dict[str, Any] = {}
        for number, row in enumerate(answer):
            data |= {f"body-{number}": row["body"], f"number-{number}": row["number"]}
            data[f"expires-{number}"] = _day(row["expires_on"])
        return data

    def answer(self, form: Any, asked: Asked) -> Answer:
        rows = [
            {"body": body, "number": number, "expires_on": expires.isoformat() if expires else None}
            for body, number, expires in form.filled()
        ]
        return sorted(rows, key=lambda row: (row["body"], row["number"]))

    def says(self, answer: Sequence[Mapping[str, str | None]], asked: Asked) -> Sequence[str]:
        return [f"{asked.labels.of('register', str(row['body']))}, {row['number']}" for row in answer]


def _levels(asked: Asked) -> list[Any]:
    return [word for word in asked.labels.terms("language_level").values() if not word.retired]


def _needs_number(body: str) -> Any:
    def check(form: Form, field: Any) -> None:
        if form[body].data and not (field.data or "").strip():
            raise ValidationError(_("Please write the number, so that the entry can be checked."))

    return check


def _day(text_: str | None) -> date | None:
    return date.fromisoformat(text_) if text_ else None
