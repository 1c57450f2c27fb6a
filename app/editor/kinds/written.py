"""Questions answered in writing: who somebody is, and their own words."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Form, RadioField, TextAreaField
from wtforms.validators import Length

from app.editor.asked import Asked
from app.editor.kinds.fields import SelectChoice, form_class, lines, needs, text
from app.editor.kinds.question import FormOf, Question
from app.plumbing.typed import one_line
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l
from app.plumbing.words import ngettext
from app.practitioners.freshness import RHYTHMS, USUAL_RHYTHM
from app.practitioners.parts import PARTS, Answer
from app.practitioners.rules import PROMISES, USUALLY_PROMISED, takes_messages

KINDS = ("individual", "group_practice")
SERVICE_KINDS = ("community_service", "peer_group", "clinic")
HEADLINE, ABOUT = 160, 4_000


class Who(Question):
    """A name and whether it is one person or a practice."""

    def form_of(self, asked: Asked) -> FormOf:
        known = SERVICE_KINDS if asked.is_service else KINDS
        kinds = [SelectChoice(slug, asked.labels.of("kind", slug)) for slug in known]
        fields = {
            "name": text(
                _("The name people see"), 120, validators=[needs(_("Please write the name people should see."))]
            ),
            "kind": RadioField(_("The listing is for"), choices=kinds, default=known[0]),
        }
        return form_class("WhoForm", fields)

    def data(self, answer: Mapping[str, str] | None, asked: Asked) -> Mapping[str, Any]:
        return answer or {}

    def answer(self, form: Form, asked: Asked) -> Answer:
        return {"name": _one_line(form["name"].data), "kind": form["kind"].data}

    def says(self, answer: Mapping[str, str], asked: Asked) -> Sequence[str]:
        return [answer["name"], asked.labels.of("kind", answer["kind"])]


class Words(Question):
    """One sentence for the list of results, and as much as somebody likes for their page."""

    def form_of(self, asked: Asked) -> FormOf:
        most = Length(max=ABOUT, message=_("Please keep this under %(most)s characters.", most=ABOUT))
        fields = {
            "headline": text(_("In one sentence"), HEADLINE),
            "about": TextAreaField(_("In your own words"), [most], filters=[lines], render_kw={"rows": 12}),
        }
        return form_class("WordsForm", fields)

    def data(self, answer: Mapping[str, str | None], asked: Asked) -> Mapping[str, Any]:
        return answer

    def answer(self, form: Form, asked: Asked) -> Answer:
        return {"headline": _one_line(form["headline"].data), "about": form["about"].data or None}

    def says(self, answer: Mapping[str, str | None], asked: Asked) -> Sequence[str]:
        about = answer["about"] or ""
        return [part for part in (answer["headline"], about[:140] + ("…" if len(about) > 140 else "")) if part]


class Rhythm(Question):
    """How often somebody likes to be asked."""

    def form_of(self, asked: Asked) -> FormOf:
        often = [SelectChoice(str(days), str(_RHYTHMS[days])) for days in RHYTHMS]
        return form_class("RhythmForm", {"days": RadioField(_("Ask me"), choices=often)})

    def data(self, answer: int | None, asked: Asked) -> Mapping[str, Any]:
        return {"days": str(answer or USUAL_RHYTHM)}

    def answer(self, form: Form, asked: Asked) -> Answer:
        return int(form["days"].data)

    def says(self, answer: int | None, asked: Asked) -> Sequence[str]:
        return [] if answer is None else [str(_RHYTHMS[answer])]


class Found(Question):
    """Whether the page may be found by who does not look here; until somebody says so it may not."""

    def form_of(self, asked: Asked) -> FormOf:
        ways = [SelectChoice(key, str(words)) for key, words in _FOUND.items()]
        return form_class("FoundForm", {"anywhere": RadioField(_("My page may be found"), choices=ways)})

    def data(self, answer: bool, asked: Asked) -> Mapping[str, Any]:
        return {"anywhere": "yes" if answer else "no"}

    def answer(self, form: Form, asked: Asked) -> Answer:
        return form["anywhere"].data == "yes"

    def says(self, answer: bool, asked: Asked) -> Sequence[str]:
        return [str(_FOUND["yes" if answer else "no"])]


class Promise(Question):
    """Within how many days somebody answers first messages; of those who take none here nothing is asked."""

    def applies(self, asked: Asked) -> bool:
        record = asked.record
        return record is not None and takes_messages(PARTS["contact_mode"].read(record))

    def form_of(self, asked: Asked) -> FormOf:
        long = [SelectChoice(str(days), _days(days)) for days in PROMISES]
        return form_class("PromiseForm", {"days": RadioField(_("I answer within"), choices=long)})

    def data(self, answer: int | None, asked: Asked) -> Mapping[str, Any]:
        return {"days": str(answer or USUALLY_PROMISED)}

    def answer(self, form: Form, asked: Asked) -> Answer:
        return int(form["days"].data)

    def says(self, answer: int | None, asked: Asked) -> Sequence[str]:
        return [_days(answer or USUALLY_PROMISED)]


def _days(days: int) -> str:
    return ngettext("%(num)s day", "%(num)s days", days)


_FOUND = {"no": _l("Only here"), "yes": _l("By search engines as well")}
_RHYTHMS = {
    14: _l("Every two weeks"),
    30: _l("Every month"),
    60: _l("Every two months"),
    90: _l("Every three months"),
}


def _one_line(written: str | None) -> str | None:
    """Without what cannot be seen: control characters and marks that turn the text around it the other way."""
    return one_line("".join(c for c in written or "" if c not in _TURNING)) or None


_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
