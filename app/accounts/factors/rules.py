"""What codes look like, which are right at what moment, and how long a challenge is good. Pure."""

import hashlib
import secrets
from datetime import datetime, timedelta

import pyotp
from pyotp.exceptions import OTPVerificationError

# AUTH-10: a code is good in its own half minute and in the one before and after, for clocks that are a little off.
STEPS_OFF = 1

RECOVERY_CODES = 10
# Crockford's alphabet: no letter that is taken for another. 16 of its 32 signs are 80 random bits (AUTH-11).
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 16
_TAKEN_FOR = str.maketrans("OIL", "011")

CHALLENGE_GOOD_FOR = timedelta(minutes=5)


def new_secret() -> str:
    """What an app and we both know: 160 random bits, in base32 as apps take them."""
    return pyotp.random_base32()


def app_address(secret: str, email: str, site_name: str) -> str:
    """What the QR code says to an app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=site_name)


def matching_step(secret: str, typed: str, now: datetime) -> int | None:
    """The step of which this is the code, if it is one of now; digits of any script, with any blanks."""
    # Someone whose keyboard is Arabic or Urdu types other digits for the same code.
    digits = "".join(str(int(sign)) for sign in typed[:40] if sign.isdecimal())
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(digits, for_time=now, valid_window=STEPS_OFF)
    except OTPVerificationError:
        return None


def new_recovery_code() -> str:
    """A code as it is shown, in four groups."""
    signs = "".join(secrets.choice(_SIGNS) for _sign in range(_LENGTH))
    return "-".join(signs[start : start + 4] for start in range(0, _LENGTH, 4))


def recovery_hash(typed: str) -> bytes:
    """What the table keeps of a code, however it was typed off the paper."""
    plain = "".join(sign for sign in typed[:200].upper() if sign.isalnum()).translate(_TAKEN_FOR)
    return hashlib.sha256(plain.encode("utf-8", "replace")).digest()


def went_back(stored: int, shown: int) -> bool:
    """Whether a passkey's own count did not grow, unless the device never counts (WebAuthn, 6.1.1)."""
    return (stored, shown) != (0, 0) and shown <= stored
