"""The mail of a development installation, to be read and followed in the browser. Never in production."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from flask import abort, current_app, render_template

from app.plumbing.mail_work import folder_of

_LINK = re.compile(r"""(https?://[^\s<>"]*[^\s<>".,;:!?)])""")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it was written: `pieces` are its words and, between them, its links."""

    name: str
    subject: str
    recipient: str
    sent_at: datetime
    pieces: tuple[str, ...]


def mails() -> str:
    """All mails, the newest first."""
    return render_template("development/mails.html", mails=[_read(path) for path in _files()])


def mail(name: str) -> str:
    """One mail."""
    found = next((path for path in _files() if path.name == name), None)
    if found is None:
        abort(404)
    return render_template("development/mail.html", mail=_read(found))


def _files() -> list[Path]:
    # Their names begin with the moment at which they were written.
    return sorted(folder_of(current_app.config).glob("*.eml"), reverse=True)


def _read(path: Path) -> Mail:
    message = message_from_bytes(path.read_bytes(), EmailMessage, policy=SMTP)
    body = message.get_content()
    return Mail(
        path.name,
        str(message["Subject"]),
        str(message["To"]),
        message["Date"].datetime,
        tuple(_LINK.split(body.replace("\r\n", "\n"))),
    )
