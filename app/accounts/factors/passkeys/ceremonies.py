"""What a device is asked, and whether what it answers holds. Pure; the only importer of `webauthn`.

An answer is good for this site alone (RP ID and origin are those of BASE_URL) and only when the device has made sure
of its owner; that its challenge was ours, and is used once, is for `actions.py` to say.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from webauthn.helpers import (
    base64url_to_bytes,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts.factors.models import Passkey
from app.accounts.factors.rules import CHALLENGE_GOOD_FOR

# Longer than any answer of a device without attestation.
LONGEST = 20_000
_TIMEOUT = int(CHALLENGE_GOOD_FOR.total_seconds() * 1000)
_USUAL_PORTS = {"http": 80, "https": 443}


class NotGenuine(ValueError):
    """An answer that is malformed, for another site, without its owner, or wrongly signed."""


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a passkey is for: `id` is the host name, `origin` the scheme, host and port it must come from."""

    id: str
    origin: str
    name: str


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that was just made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]


def party(base_url: str, site_name: str) -> Party:
    """Whom the passkeys of this installation are for."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    port = "" if parts.port in (None, _USUAL_PORTS.get(parts.scheme)) else f":{parts.port}"
    return Party(host, f"{parts.scheme}://{host}{port}", site_name)


def to_make(whom: Party, account_id: UUID, email: str, challenge: bytes, present: Iterable[Passkey]) -> str:
    """The options, as JSON, with which a browser makes a passkey that names its account by itself."""
    options = webauthn.generate_registration_options(
        rp_id=whom.id,
        rp_name=whom.name,
        user_id=account_id.bytes,
        user_name=email,
        challenge=challenge,
        timeout=_TIMEOUT,
        exclude_credentials=_described(present),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return webauthn.options_to_json(options)


def to_show(whom: Party, challenge: bytes, present: Iterable[Passkey]) -> str:
    """The options, as JSON, with which a browser shows one of these passkeys; any, where none are named."""
    options = webauthn.generate_authentication_options(
        rp_id=whom.id,
        challenge=challenge,
        timeout=_TIMEOUT,
        allow_credentials=_described(present),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def challenge_in(answer: str) -> bytes:
    """The challenge that an answer says it answers. Raises NotGenuine."""
    with _held_to_be_genuine():
        if len(answer) > LONGEST:
            raise NotGenuine
        client_data = base64url_to_bytes(json.loads(answer)["response"]["clientDataJSON"])
        return parse_client_data_json(client_data).challenge


def owner_in(answer: str) -> tuple[bytes, bytes | None]:
    """Which credential an answer is by, and whose the device says it is. Raises NotGenuine."""
    with _held_to_be_genuine():
        credential = parse_authentication_credential_json(answer)
        return credential.raw_id, credential.response.user_handle


def made(whom: Party, answer: str, challenge: bytes) -> Made:
    """The passkey that a device made for this challenge. Raises NotGenuine."""
    with _held_to_be_genuine():
        credential = parse_registration_credential_json(answer)
        verified = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=whom.id,
            expected_origin=whom.origin,
            require_user_verification=True,
        )
    transports = [way.value for way in credential.response.transports or []]
    return Made(verified.credential_id, verified.credential_public_key, verified.sign_count, transports)


def shown(whom: Party, answer: str, challenge: bytes, public_key: bytes) -> int:
    """How often the device says this passkey was used, once it has signed this challenge. Raises NotGenuine."""
    with _held_to_be_genuine():
        verified = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=whom.id,
            expected_origin=whom.origin,
            credential_public_key=public_key,
            # Looked at by us, after the signature: only what is truly signed can be said to have gone back.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    return verified.new_sign_count


def _described(passkeys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=passkey.credential_id, transports=[AuthenticatorTransport(way) for way in passkey.transports]
        )
        for passkey in passkeys
    ]


@contextmanager
def _held_to_be_genuine() -> Iterator[None]:
    """An answer comes from anybody: whatever it is that cannot be read in it, it is not genuine."""
    try:
        yield
    except Exception as error:
        raise NotGenuine from error
