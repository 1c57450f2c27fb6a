"""Whom and what a question is about, for the kinds of questions to put into words and forms."""

from dataclasses import dataclass
from typing import Any

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.plumbing.words import gettext as _
from app.practitioners.models import Practitioner


@dataclass(frozen=True, slots=True)
class Asked:
    """`record` is None only before a listing is begun; `subject` is the record, or one of its offers or places."""

    record: Practitioner | None
    subject: Any
    labels: Labels
    reads: Reader

    @property
    def is_service(self) -> bool:
        """Whether it is asked of an organisation's service, not of a practitioner."""
        return self.record is not None and self.record.type == "service"

    def called(self, scheme: str, slug: str) -> str:
        """A term that was stated, as its practitioner chose it; what was merged or retired since says so."""
        word = self.labels.terms(scheme).get(slug)
        if word is None or not word.retired:
            return self.labels.of(scheme, slug)
        label, live = word.label_in(self.labels.code), self.labels.lexicon.live(scheme, slug)
        if live is None:
            return _("%(term)s (no longer used here: nobody sees it)", term=label)
        return _("%(term)s (now “%(other)s”)", term=label, other=self.labels.of(scheme, live))
