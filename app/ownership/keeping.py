"""What was brought, between the look at it and the yes: sealed, so that the database alone does not tell it."""

import base64
import hashlib
import json
from uuid import UUID

from cryptography.fernet import InvalidToken
from flask import current_app
from sqlalchemy.orm import Session

from app.ownership.actions import BROUGHT_FOR, keep_brought
from app.ownership.archives import Brought
from app.ownership.queries import brought_by
from app.plumbing import clock
from app.plumbing.pictures import Picture
from app.plumbing.sealing import cipher

_PURPOSE = "listings that were brought"


def keep(session: Session, account_id: UUID, brought: Brought) -> None:
    """Keep it for an hour."""
    drawn = brought.picture
    content = {
        "listing": brought.listing,
        "photo": brought.photo,
        "picture": None if drawn is None else [base64.b64encode(size).decode() for size in (drawn.large, drawn.small)],
        "without_picture": brought.without_picture,
    }
    secret = current_app.config["SECRET_KEY"]
    keep_brought(session, account_id, cipher(secret, _PURPOSE).encrypt(json.dumps(content).encode()))


def kept(session: Session, account_id: UUID) -> tuple[Brought, str] | None:
    """What this account has brought, with what tells it from what it brings next; None when there is nothing."""
    sealed = brought_by(session, account_id, clock.now() - BROUGHT_FOR)
    if sealed is None:
        return None
    try:
        content = json.loads(cipher(current_app.config["SECRET_KEY"], _PURPOSE).decrypt(sealed))
    except InvalidToken:
        # It was sealed under another secret.
        return None
    sizes = content["picture"]
    picture = None if sizes is None else Picture(*(base64.b64decode(size) for size in sizes))
    brought = Brought(content["listing"], content["photo"], picture, content["without_picture"])
    return brought, hashlib.sha256(sealed).hexdigest()[:32]
