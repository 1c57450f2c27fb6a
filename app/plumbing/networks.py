"""Network addresses, as far as one says who asks."""

import hashlib
import hmac
import ipaddress
from datetime import date
from functools import lru_cache

from app.plumbing.keys import derived


def household(sent: str | None) -> str:
    """An address, or of a long one the part that a household has for itself; '' for none."""
    return _part(sent, 32)


def network(sent: str | None) -> str:
    """The neighbourhood of an address: whoever has many addresses has them there; '' for none."""
    return _part(sent, 24)


def unnamed(secret: str, network: str, day: date) -> bytes:
    """16 bytes that stand for a network on one day, and say nothing of it, nor of the same one on another."""
    return hmac.digest(_key_of(secret, day), network.encode(), hashlib.sha256)[:16]


@lru_cache(maxsize=4)
def _key_of(secret: str, day: date) -> bytes:
    return derived(secret, f"networks of {day.isoformat()}")


def _part(sent: str | None, bits: int) -> str:
    try:
        address = ipaddress.ip_address(sent or "")
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        # A short address may come in the clothes of a long one; all of those are no household.
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address, 56), strict=False))
        address = address.ipv4_mapped
    return str(address) if bits == 32 else str(ipaddress.ip_network((address, bits), strict=False))
