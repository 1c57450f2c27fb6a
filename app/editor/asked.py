"""Whom and what a question is about, for the kinds of questions to put into words and forms."""

from dataclasses import dataclass
from typing import Any

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.practitioners.models import Practitioner


@dataclass(frozen=True, slots=True)
class Asked:
    """`record` is None only before a listing is begun; `subject` is the record, or one of its offers or places."""

    record: Practitioner | None
    subject: Any
    labels: Labels
    reads: Reader
