"""A device that holds passkeys, in software: it answers as an authenticator does, or as a thief would like it to."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import encode_cbor

_PRESENT, _VERIFIED, _WITH_KEY = 0x01, 0x04, 0x40


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "==")


@dataclass
class Device:
    """One passkey on one device. `count` is what it says it was used, None: it always says 0."""

    origin: str
    rp_id: str
    verifies: bool = True
    count: int | None = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    owner: bytes = b""

    def copied(self, **changes: Any) -> "Device":
        """The same passkey elsewhere, or in other hands."""
        return replace(self, **changes)

    def make(self, options: str) -> str:
        """The answer to options for a new passkey."""
        asked = json.loads(options)
        self.owner = _bytes(asked["user"]["id"])
        described = b"\0" * 16 + len(self.credential_id).to_bytes(2, "big") + self.credential_id + self._public_key()
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._told(_WITH_KEY) + described}
        return self._answer(
            {
                "clientDataJSON": _text(self._client_data("webauthn.create", asked["challenge"])),
                "attestationObject": _text(encode_cbor(attestation)),
                "transports": ["internal"],
            }
        )

    def show(self, options: str) -> str:
        """The answer to options for showing it."""
        if self.count is not None:
            self.count += 1
        told, client_data = self._told(), self._client_data("webauthn.get", json.loads(options)["challenge"])
        signature = self.key.sign(told + hashlib.sha256(client_data).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": _text(client_data),
                "authenticatorData": _text(told),
                "signature": _text(signature),
                "userHandle": _text(self.owner),
            }
        )

    def _answer(self, response: dict[str, Any]) -> str:
        name = _text(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _told(self, flags: int = 0) -> bytes:
        flags |= _PRESENT | (_VERIFIED if self.verifies else 0)
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + (self.count or 0).to_bytes(4, "big")

    def _public_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        # COSE: an elliptic curve key (1: 2) for ES256 (3: -7) on P-256 (-1: 1).
        return encode_cbor({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
