"""Some seconds of work for the device that sends a message, by the protocol of ALTCHA: nobody has to read or tick
anything, and nothing comes from another host (T10, FORM-10).

What is asked for is signed and kept nowhere. It is good for the one form it was asked of, whose number is spent when
the message is sent: no work counts twice.
"""

import base64
import json
import secrets
from dataclasses import dataclass

from altcha import create_challenge, verify_solution

from app.plumbing.form_tokens import FormToken
from app.plumbing.keys import derived

_ALGORITHM = "PBKDF2/SHA-256"
# One try takes a phone some ten milliseconds; so many tries at least and at most.
_COST = 5_000
_TRIES = range(100, 400)
LONGEST_PROOF = 4_000


@dataclass(frozen=True, slots=True)
class Work:
    """What is asked: the challenge as JSON, and how many tries it takes at most."""

    challenge: str
    most: int


class WorkDesk:
    """Asks for work and knows it again."""

    def __init__(self, secret: str) -> None:
        self._asked, self._done = derived(secret, "work asked for"), derived(secret, "work done")

    def ask(self, token: FormToken) -> Work:
        """Work for the form of this token."""
        asked = create_challenge(
            _ALGORITHM,
            _COST,
            counter=secrets.choice(_TRIES),
            data={"form": token.number.hex()},
            hmac_secret=self._asked,
            hmac_key_secret=self._done,
        )
        return Work(json.dumps(asked.to_dict(), separators=(",", ":")), _TRIES.stop)

    def is_done(self, token: FormToken, proof: str) -> bool:
        """Whether this is the work that was asked of this form."""
        if not proof or len(proof) > LONGEST_PROOF:
            return False
        try:
            done = json.loads(proof)
            form = done["challenge"]["parameters"]["data"]["form"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return False
        coded = base64.b64encode(proof.encode("utf-8", "replace")).decode()
        return form == token.number.hex() and verify_solution(coded, self._asked, hmac_key_secret=self._done).verified
