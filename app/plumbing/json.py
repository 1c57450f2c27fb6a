"""JSON as the interface promises it: dates in ISO 8601, real characters, compact."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Flask
from flask.json.provider import JSONProvider


def init_app(app: Flask) -> None:
    app.json = IsoJson(app)


class IsoJson(JSONProvider):
    """Writes dates, instants and ids as text."""

    mimetype = "application/json"

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return json.dumps(obj, **_COMPACT | kwargs)

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return json.loads(s, **kwargs)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not for JSON")


_COMPACT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":"), "default": _text}
