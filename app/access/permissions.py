"""What there is to be permitted, and the markers by which every route says which one it needs."""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

_View = TypeVar("_View", bound=Callable[..., Any])


class Permission(Enum):
    """What a request must be allowed to do; each value says who is."""

    PUBLIC = "anybody"
    API_KEY = "whoever holds an API key that has not been revoked"


def permits(permission: Permission) -> Callable[[_View], _View]:
    """Mark a view with the one permission it needs; a second marker is a mistake."""

    def mark(view: _View) -> _View:
        if hasattr(view, "permission"):
            raise TypeError(f"{view.__name__} has two access markers")
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


public = permits(Permission.PUBLIC)
with_api_key = permits(Permission.API_KEY)
