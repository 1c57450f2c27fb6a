"""What can be searched for: of each type the parameters, where each looks, and how a value is held to it."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from app.api.fhir.codes import Resource
from app.plumbing.words import gettext as _
from app.vocabulary.folding import fold

_DATE = re.compile(r"(eq|ne|gt|lt|ge|le)?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Refused(Exception):
    """What was asked cannot be; `code` is FHIR's word for why."""

    def __init__(self, sentence: str, code: str = "invalid", status: int = 400) -> None:
        super().__init__(sentence)
        self.code, self.status = code, status


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of one type: `read` gives what it looks at, in a resource."""

    type: Literal["string", "token", "reference"]
    read: Callable[[Resource], Iterable[Any]]
    # Of a reference: the type it leads to.
    target: str = ""


def _names(one: Resource) -> Iterable[str]:
    name = one.get("name", "")
    return [part["text"] for part in name] if isinstance(name, list) else [name]


def _addresses(*parts: str) -> Callable[[Resource], Iterable[str]]:
    def read(one: Resource) -> Iterable[str]:
        known = one.get("address", [])
        for address in known if isinstance(known, list) else [known]:
            yield from (address[part] for part in parts if part in address)

    return read


def _concepts(member: str) -> Callable[[Resource], Iterable[Any]]:
    return lambda one: [coding for concept in one.get(member, ()) for coding in concept.get("coding", ())]


def _references(member: str) -> Callable[[Resource], Iterable[str]]:
    def read(one: Resource) -> Iterable[str]:
        known = one.get(member, [])
        return [each["reference"] for each in (known if isinstance(known, list) else [known]) if "reference" in each]

    return read


_NAME = Parameter("string", _names)
_ADDRESS = {
    "address": Parameter("string", _addresses("city", "state", "country")),
    "address-city": Parameter("string", _addresses("city")),
    "address-state": Parameter("string", _addresses("state")),
    "address-country": Parameter("string", _addresses("country")),
}
_IDENTIFIER = Parameter(
    "token", lambda one: [{"system": each["system"], "code": each["value"]} for each in one.get("identifier", ())]
)


def _token(member: str) -> Parameter:
    return Parameter("token", _concepts(member))


def _reference(member: str, target: str) -> Parameter:
    return Parameter("reference", _references(member), target)


PARAMETERS: dict[str, dict[str, Parameter]] = {
    # A name is one text here: whoever asks for the family or the given name finds any word of it.
    "Practitioner": {
        "name": _NAME,
        "family": _NAME,
        "given": _NAME,
        "identifier": _IDENTIFIER,
        "communication": _token("communication"),
    },
    "PractitionerRole": {
        "practitioner": _reference("practitioner", "Practitioner"),
        "location": _reference("location", "Location"),
        "service": _reference("healthcareService", "HealthcareService"),
        "role": _token("code"),
        "specialty": _token("specialty"),
    },
    "Location": {"name": _NAME, **_ADDRESS, "organization": _reference("managingOrganization", "Organization")},
    "HealthcareService": {
        "name": _NAME,
        "location": _reference("location", "Location"),
        "organization": _reference("providedBy", "Organization"),
        "service-category": _token("category"),
        "service-type": _token("type"),
        "specialty": _token("specialty"),
        "characteristic": _token("characteristic"),
    },
    "Organization": {"name": _NAME, **_ADDRESS, "type": _token("type"), "identifier": _IDENTIFIER},
}


def values(text: str) -> list[str]:
    """The values of which one must hold: parted by commas that no backslash protects."""
    parts = re.split(r"(?<!\\),", text)
    return [re.sub(r"\\([,|$\\])", r"\1", part) for part in parts if part]


def holds(parameter: Parameter, modifier: str, wanted: str, one: Resource, base: str) -> bool:
    """Whether one value of a parameter holds of a resource."""
    known = parameter.read(one)
    match parameter.type:
        case "string":
            return any(_string(str(each), wanted, modifier) for each in known)
        case "token":
            return any(_coded(each, wanted) for each in known)
    short = wanted.removeprefix(f"{base}/")
    return (short if "/" in short else f"{parameter.target}/{short}") in known


def _string(text: str, wanted: str, modifier: str) -> bool:
    if modifier == "exact":
        return text == wanted
    folded, sought = fold(text), fold(wanted)
    return sought in folded if modifier == "contains" else f" {sought}" in f" {folded}"


def _coded(coding: Resource, wanted: str) -> bool:
    system, bar, code = wanted.rpartition("|")
    if bar and not code:
        return bool(coding["system"] == system)
    return bool(coding["code"] == code and (not bar or coding["system"] == system))


def changed(wanted: str) -> Callable[[datetime], bool]:
    """What `_lastUpdated` says of a moment. Raises Refused for what is no date."""
    prefix, start, end = _span(wanted)
    tests: dict[str, Callable[[datetime], bool]] = {
        "eq": lambda at: start <= at < end,
        "ne": lambda at: not start <= at < end,
        "gt": lambda at: at >= end,
        "ge": lambda at: at >= start,
        "lt": lambda at: at < start,
        "le": lambda at: at < end,
    }
    return tests[prefix]


def _span(wanted: str) -> tuple[str, datetime, datetime]:
    """The comparison, and the first moment of what is named and the first after it."""
    try:
        if found := _DATE.fullmatch(wanted):
            year, month, day = (int(part) if part else None for part in found.group(2, 3, 4))
            start = datetime(year or 0, month or 1, day or 1, tzinfo=UTC)
            long = 1 if day else monthrange(start.year, start.month)[1] if month else 365 + _is_leap(start.year)
            return found.group(1) or "eq", start, start + timedelta(days=long)
        prefix = wanted[:2] if wanted[:2].isalpha() else "eq"
        moment = datetime.fromisoformat(wanted[2:] if wanted[:2].isalpha() else wanted)
        if moment.tzinfo is None or prefix not in ("eq", "ne", "gt", "lt", "ge", "le"):
            raise ValueError(wanted)
        return prefix, moment, moment + (timedelta(microseconds=1) if moment.microsecond else timedelta(seconds=1))
    except (ValueError, OverflowError):
        raise Refused(_("“_lastUpdated” is a date, or a moment with its offset.")) from None


def _is_leap(year: int) -> bool:
    return monthrange(year, 2)[1] == 29
