"""What there is to be permitted, and the markers by which every route says which one it needs."""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from app.access.keys import Scope

_View = TypeVar("_View", bound=Callable[..., Any])


class Permission(Enum):
    """What a request must be allowed to do; each value says who is."""

    PUBLIC = "anybody"
    API_KEY = "whoever holds an API key that has not been revoked"
    SIGNED_IN = "whoever is signed in"
    PRACTITIONER = "whoever is signed in as a practitioner"
    MEMBER = "whoever is a member of an approved organisation"
    EDITOR = "whoever edits for, or owns, an approved organisation, with a second factor"
    OWNER = "whoever owns an approved organisation, with a second factor"
    STEWARD = "whoever is signed in as a steward, with a second factor"


def permits(
    permission: Permission, *, fresh: bool = False, strong: bool = False, scope: Scope | None = None
) -> Callable[[_View], _View]:
    """Mark a view with the one permission it needs; a second marker is a mistake.

    `fresh`: the person must have shown within five minutes who they are (AUTH-15). `strong`: and have signed in with a
    second factor, whatever their role. `scope`: what a key must open.
    """

    def mark(view: _View) -> _View:
        if hasattr(view, "permission"):
            raise TypeError(f"{view.__name__} has two access markers")
        view.permission = permission  # type: ignore[attr-defined]
        view.asks_again = fresh  # type: ignore[attr-defined]
        view.asks_two_factors = strong  # type: ignore[attr-defined]
        view.asks_scope = scope  # type: ignore[attr-defined]
        return view

    return mark


public = permits(Permission.PUBLIC)
by_key_for_export = permits(Permission.API_KEY, scope="export")
by_key_for_changes = permits(Permission.API_KEY, scope="changes")
when_signed_in = permits(Permission.SIGNED_IN)
when_signed_in_again = permits(Permission.SIGNED_IN, fresh=True)
for_practitioners = permits(Permission.PRACTITIONER)
for_practitioners_again = permits(Permission.PRACTITIONER, fresh=True)
for_practitioners_by_two_factors = permits(Permission.PRACTITIONER, strong=True)
for_members = permits(Permission.MEMBER)
for_editors = permits(Permission.EDITOR, strong=True)
for_editors_again = permits(Permission.EDITOR, fresh=True, strong=True)
for_owners_again = permits(Permission.OWNER, fresh=True, strong=True)
for_stewards = permits(Permission.STEWARD)
for_stewards_again = permits(Permission.STEWARD, fresh=True)
