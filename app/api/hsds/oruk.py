"""Open Referral UK 3.0: the same documents with what only it has, so that a strict reader of it finds them too."""

from typing import Any


def widened(thing: Any, member: str = "") -> Any:
    """A document of HSDS with the members of Open Referral UK beside those they were named after."""
    if isinstance(thing, list):
        return [widened(one, member) for one in thing]
    if not isinstance(thing, dict):
        return thing
    wide = {name: widened(value, name) for name, value in thing.items()}
    for name, source in _NAMED.get(member, ()):
        if source in wide:
            wide[name] = wide[source]
    return wide


# By the member that an object stands in: what it is called there, and what it is called in HSDS.
_NAMED: dict[str, tuple[tuple[str, str], ...]] = {
    "services": (("fees", "fees_description"),),
    "accessibility": (("accessibility", "description"),),
    "service_areas": (("service_area", "name"),),
    "taxonomy_term": (("term", "name"),),
    "taxonomy_terms": (("term", "name"),),
}
