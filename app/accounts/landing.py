"""Where somebody goes once they are signed in."""

from flask import current_app, request, url_for

from app.accounts.rules import path_here

# The areas come after accounts, which knows them by name only, where they are there.
_FIRST_PAGES = {"practitioner": "editor.overview", "steward": "moderation.desk"}
# From which pages a link is sent.
_ASK_FOR_LINKS = {"sign-up": "accounts.sign_up", "forgotten": "accounts.forgotten"}


def next_or_first(role: str) -> str:
    """The page that was asked for, if it is one of ours, else where this role works."""
    return path_here(request.args.get("next")) or first_page(role)


def first_page(role: str) -> str:
    """Where this role works, or their account."""
    endpoint = _FIRST_PAGES.get(role, "")
    return url_for(endpoint if endpoint in current_app.view_functions else "accounts.account")


def to_second_factor() -> str:
    """Where the second factor is asked for, with what was asked for before."""
    return url_for("accounts.second_factor", next=path_here(request.args.get("next")))


def asked_for_link() -> str:
    """The page on which a link was asked for, to ask again."""
    return url_for(_ASK_FOR_LINKS.get(request.args.get("to", ""), "accounts.sign_up"))
