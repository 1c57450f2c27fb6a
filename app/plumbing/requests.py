"""What one request has at hand: its database session, opened when first needed, closed at the end."""

from contextlib import ExitStack

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from app.plumbing.database import Database


def init_app(app: Flask) -> None:
    app.teardown_appcontext(_close)


def database() -> Database:
    """The application's database. What this request has read until now it has read: it keeps no connection while it
    waits for another, or enough requests at once would wait for each other."""
    if (session := g.get("database_session")) is not None:
        session.commit()
    found: Database = current_app.extensions["attune.database"]
    return found


def database_session() -> Session:
    """The request's reading session. A write opens `database().writing()` of its own."""
    if "database_session" not in g:
        g.session_stack = ExitStack()
        g.database_session = g.session_stack.enter_context(database().reading())
    session: Session = g.database_session
    return session


def _close(_error: BaseException | None) -> None:
    stack: ExitStack | None = g.pop("session_stack", None)
    g.pop("database_session", None)
    if stack is not None:
        stack.close()
