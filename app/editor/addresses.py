"""Addresses within the editor."""

from typing import Any

from flask import current_app, request, url_for

from app.editor.editing import edited_service
from app.editor.kinds.question import Question
from app.plumbing.words import gettext as _
from app.practitioners.models import Practitioner

_NAMES = {"offer": "offer_id", "premises": "premises_id"}


def to(page: str, **values: Any) -> str:
    """A page of the editor, about the record that is edited here."""
    service_id = edited_service()
    if service_id is None:
        return url_for(f"editor.{page}", **values)
    return url_for(f"community.service_{page}", service_id=service_id, **values)


def question(asked: Question, subject: Any = None) -> str:
    """Where a question is asked; about an offer or a place, where it is asked of that one."""
    of = asked.part.of
    if of == "record":
        return of_record(asked.address)
    return to(f"{of}_question", **{_NAMES[of]: subject.id, "key": asked.address})


def new_place() -> str:
    """Where one says where one more place is."""
    return to("new_place")


def look(asked: Question, subject: Any = None) -> str:
    """Where what is typed is sent to be looked at."""
    if subject is None and asked.part.of == "premises":
        return to("look_at_new_place")
    of, name = asked.part.of, _NAMES.get(asked.part.of)
    return to(f"look_at_{of}", key=asked.address, **({name: subject.id} if name else {}))


def listed(of: str) -> str:
    """Where one comes from, and goes to when everything about a subject is answered."""
    return to({"record": "overview", "offer": "offers", "premises": "places"}[of])


def overview_of(record: Any) -> str:
    """Where everything about a record is, whoever asks."""
    if isinstance(record, Practitioner):
        return url_for("editor.overview")
    return url_for("community.service_overview", service_id=record.id)


def after_removal() -> str:
    """Where one goes when what was edited here is no more."""
    return listed("record") if edited_service() is None else url_for("community.services")


def of_record(key: str) -> str:
    """Where a question about the record is asked, by its address."""
    return to("question", key=key)


def confirm(token: str) -> str:
    """Where the holder of a link confirms; known without a request, for the mails."""
    return current_app.url_map.bind("").build("editor.confirm_by_link", {"token": token})


def confirmed(token: str | None) -> str:
    """Where one arrives after confirming."""
    return listed("record") if token is None else confirm(token)


def absolute(path: str) -> str:
    """A path as a link in a mail has it: never from what a request says of its host (HDR-07)."""
    base: str = current_app.config["BASE_URL"]
    return base + path


def area_links() -> list[tuple[str, str, bool]]:
    """The pages of a practitioner's area: (address, words, whether it is this page)."""
    pages = (
        ("editor.overview", _("Your listing")),
        ("editor.offers", _("Ways to be seen")),
        ("editor.places", _("Places")),
        ("editor.preview", _("What others see")),
        ("enquiries.messages", _("Messages")),
        ("curating.vouches_about_me", _("Who vouches for you")),
        ("accounts.account", _("Account and signing out")),
    )
    return [(url_for(endpoint), words, request.endpoint == endpoint) for endpoint, words in pages]
