"""What our own extensions and codes mean, for whoever follows their addresses."""

from app.api.fhir.codes import EXTENSIONS, SCHEMES, Codes, Resource


def extension(name: str, base_url: str) -> Resource | None:
    """The definition of one of our own extensions."""
    if name not in EXTENSIONS:
        return None
    title, type_, contexts = EXTENSIONS[name]
    address = f"{base_url}/fhir/StructureDefinition/{name}"
    elements: list[Resource] = [
        {"id": "Extension", "path": "Extension", "definition": title, "min": 0, "max": "*"},
        {"id": "Extension.extension", "path": "Extension.extension", "max": "0"},
        {"id": "Extension.url", "path": "Extension.url", "fixedUri": address},
        {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "type": [{"code": type_}]},
    ]
    return {
        "resourceType": "StructureDefinition",
        "id": name,
        "url": address,
        "name": name.title().replace("-", ""),
        "title": title,
        "status": "active",
        "fhirVersion": "4.0.1",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": where} for where in contexts],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {"element": elements},
    }


def code_system(name: str, codes: Codes) -> Resource | None:
    """The terms of one of our schemes, each with its label."""
    scheme = name.replace("-", "_")
    if name == "listing":
        terms = {"fictional": "A demonstration: nobody is behind this listing"}
    elif scheme in SCHEMES and "_" not in name:
        terms = {slug: codes.labels.of(scheme, slug) for slug in codes.labels.lexicon.terms(scheme)}
    else:
        return None
    return {
        "resourceType": "CodeSystem",
        "id": name,
        "url": codes.system(scheme),
        "name": name.title().replace("-", ""),
        "status": "active",
        "content": "complete",
        "concept": [{"code": slug, "display": label} for slug, label in terms.items()],
    }
