"""Addresses within the editor."""

from typing import Any

from flask import url_for

from app.editor.kinds.question import Question

_NAMES = {"offer": "offer_id", "premises": "premises_id"}


def question(asked: Question, subject: Any = None) -> str:
    """Where a question is asked; about an offer or a place, where it is asked of that one."""
    of = asked.part.of
    if of == "record":
        return of_record(asked.address)
    return url_for(f"editor.{of}_question", **{_NAMES[of]: subject.id, "key": asked.address})


def listed(of: str) -> str:
    """Where one comes from, and goes to when everything about a subject is answered."""
    return url_for({"record": "editor.overview", "offer": "editor.offers", "premises": "editor.places"}[of])


def of_record(key: str) -> str:
    """Where a question about the record is asked, by its address."""
    return url_for("editor.question", key=key)
