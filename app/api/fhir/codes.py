"""What other people's codes say of ours, where one says exactly that. Our own stand beside each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.criteria.labels import Labels

Resource = dict[str, Any]

LANGUAGES = "urn:ietf:bcp:47"
NUCC = "http://nucc.org/provider-taxonomy"
_PLAN_NET = "http://hl7.org/fhir/us/davinci-pdex-plan-net"
BEHAVIOURAL = (f"{_PLAN_NET}/CodeSystem/HealthcareServiceCategoryCS", "behav")
# The registers that have an address of their own for their numbers.
NUMBERS = {"hcpc": "https://fhir.hl7.org.uk/Id/hcpc-number"}

# Schemes of our vocabulary whose codes are said here, each under an address that tells what they mean.
SCHEMES = (
    "access",
    "age_group",
    "approach",
    "availability",
    "community",
    "concern",
    "kind",
    "language_level",
    "payer",
    "profession",
    "register",
    "session",
    "times",
)

_ROLES = {
    "co": "counsellor psychotherapeutic-counsellor addiction-counsellor health-counsellor bereavement-counsellor"
    " school-counsellor pastoral-counsellor lpc lac licensed-pastoral-counselor registered-clinical-counsellor-ca"
    " canadian-certified-counsellor counselling-therapist-ca counsellor-ie registered-counsellor-au"
    " registered-counsellor-za",
    "mt": "family-therapist lmft",
    "py": "psychologist practitioner-psychologist clinical-psychologist counselling-psychologist"
    " educational-psychologist forensic-psychologist health-psychologist registered-psychologist-uk"
    " chartered-psychologist neuropsychologist child-psychologist psychologist-us prescribing-psychologist"
    " psychologist-ie clinical-psychologist-au psychologist-nz psychologist-za rci-clinical-psychologist",
    "sw": "social-worker lcsw lmsw registered-social-worker-ca social-worker-ie"
    " accredited-mental-health-social-worker-au",
}
_ROLE_OF = {slug: code for code, slugs in _ROLES.items() for slug in slugs.split()}
# Titles of the United States: the taxonomy is theirs.
_TAXONOMY = {
    "lcsw": "1041C0700X",
    "lmft": "106H00000X",
    "lpc": "101YP2500X",
    "licensed-psychoanalyst": "102L00000X",
    "licensed-pastoral-counselor": "101YP1600X",
    "lmsw": "104100000X",
    "pmhnp": "363LP0808X",
    "psychologist-us": "103T00000X",
}
_ACCESSIBILITY = {
    "step-free": "mobility",
    "ramp": "mobility",
    "lift": "mobility",
    "wide-doors": "mobility",
    "near-public-transport": "pubtrans",
    "easy-read": "cognitive",
    "plain-language": "cognitive",
}
_VIRTUAL = {"video": "video", "phone": "phone", "text-chat": None, "email": None}
_ACCEPTING = {"now": "newpt", "closed": "nopt"}

# What FHIR R4 has no place for, under addresses of our own: what it says, the type of its value, and where it stands.
EXTENSIONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "standard-fee": ("What one session costs when nothing is reduced", "Money", ("HealthcareService",)),
    "reduced-fee-from": ("The least that one session costs at a reduced fee", "Money", ("HealthcareService",)),
    "payer": ("Who else may pay for sessions", "CodeableConcept", ("HealthcareService",)),
    "times": ("When sessions are to be had, roughly", "CodeableConcept", ("HealthcareService",)),
    "language-level": (
        "How well the language is spoken, as stated",
        "CodeableConcept",
        ("Practitioner.communication", "HealthcareService.communication"),
    ),
}


@dataclass(frozen=True, slots=True)
class Codes:
    """Says terms of the vocabulary as FHIR does, in one language; `base_url` is the site's public address."""

    labels: Labels
    base_url: str

    def system(self, scheme: str) -> str:
        return f"{self.base_url}/fhir/CodeSystem/{scheme.replace('_', '-')}"

    def concept(self, scheme: str, slug: str, *others: tuple[str, str]) -> Resource:
        """A term of ours, and what others call it."""
        label = self.labels.of(scheme, slug)
        codings: list[Resource] = [{"system": system, "code": code} for system, code in others]
        return {"coding": [*codings, {"system": self.system(scheme), "code": slug, "display": label}], "text": label}

    def concepts(self, scheme: str, slugs: Iterable[str]) -> list[Resource]:
        return [self.concept(scheme, slug) for slug in slugs]

    def role(self, slug: str) -> Resource:
        code = _ROLE_OF.get(slug)
        return self.concept("profession", slug, *([(f"{_PLAN_NET}/CodeSystem/ProviderRoleCS", code)] if code else []))

    def specialties(self, slugs: Iterable[str]) -> list[Resource]:
        """The entries of the US taxonomy for titles of the United States."""
        return [
            {"coding": [{"system": NUCC, "code": _TAXONOMY[slug]}], "text": self.labels.of("profession", slug)}
            for slug in slugs
            if slug in _TAXONOMY
        ]

    def own(self, name: str, value: Resource) -> Resource:
        """One of our own extensions."""
        url = f"{self.base_url}/fhir/StructureDefinition/{name}"
        return {"url": url, f"value{EXTENSIONS[name][1]}": value}

    def accessibility(self, slug: str) -> Resource:
        code = _ACCESSIBILITY.get(slug)
        other = [(f"{_PLAN_NET}/CodeSystem/AccessibilityCS", code)] if code else []
        return {
            "url": f"{_PLAN_NET}/StructureDefinition/accessibility",
            "valueCodeableConcept": self.concept("access", slug, *other),
        }

    def delivery(self, format: str) -> Resource:
        """In a place, or from afar and how; a way that has no code is from afar and no more."""
        parts = [_part("type", "DeliveryMethodCS", "virtual" if format in _VIRTUAL else "physical")]
        if modality := _VIRTUAL.get(format):
            parts.append(_part("virtualModalities", "VirtualModalitiesCS", modality))
        return {"url": f"{_PLAN_NET}/StructureDefinition/delivery-method", "extension": parts}

    def newpatients(self, availability: str) -> list[Resource]:
        """Whether somebody new is taken; of a waiting list neither yes nor no would be true."""
        if availability not in _ACCEPTING:
            return []
        part = _part("acceptingPatients", "AcceptingPatientsCS", _ACCEPTING[availability])
        return [{"url": f"{_PLAN_NET}/StructureDefinition/newpatients", "extension": [part]}]


def _part(url: str, system: str, code: str) -> Resource:
    coding = {"system": f"{_PLAN_NET}/CodeSystem/{system}", "code": code}
    return {"url": url, "valueCodeableConcept": {"coding": [coding]}}
