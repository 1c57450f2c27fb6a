"""What can be asked here, as FHIR's CapabilityStatement: read from what answers, so that it cannot say more."""

from app.api.fhir.asking import links_of
from app.api.fhir.codes import Resource
from app.api.fhir.parameters import PARAMETERS
from app.api.fhir.resources import TYPES

FORMAT = "application/fhir+json"
# The day on which what can be asked last changed.
_AS_OF = "2026-11-29"
_EVERY = {"_id": "token", "_lastUpdated": "date"}
_ONE_TEXT = "A name is kept as one text: any word of it that begins so is found."
_SAID = {
    "family": _ONE_TEXT,
    "given": _ONE_TEXT,
    "near": "latitude|longitude|distance|unit; 20 km when no distance is said.",
}


def capabilities(base: str, site: str) -> Resource:
    """The statement of a server at this address."""
    return {
        "resourceType": "CapabilityStatement",
        "url": f"{base}/metadata",
        "name": "Directory",
        "status": "active",
        "date": _AS_OF,
        "kind": "instance",
        "implementation": {"description": site, "url": base},
        "fhirVersion": "4.0.1",
        "format": [FORMAT, "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": "Read only. No profile is claimed. What is not known here is refused, not left out.",
                "resource": [_resource(kind) for kind in TYPES],
            }
        ],
    }


def _resource(kind: str) -> Resource:
    types = _EVERY | {name: parameter.type for name, parameter in PARAMETERS[kind].items()}
    if kind == "Location":
        types["near"] = "special"
    includes, revincludes = links_of(kind)
    told: Resource = {
        "type": kind,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "no-version",
        "searchParam": [_parameter(name, type_) for name, type_ in types.items()],
    }
    if includes:
        told["searchInclude"] = list(includes)
    if revincludes:
        told["searchRevInclude"] = list(revincludes)
    return told


def _parameter(name: str, type_: str) -> Resource:
    return {"name": name, "type": type_} | ({"documentation": _SAID[name]} if name in _SAID else {})
