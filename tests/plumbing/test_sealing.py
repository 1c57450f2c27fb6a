"""What is sealed for one purpose, by one installation, opens for no other."""

import pytest
from cryptography.fernet import InvalidToken

from app.plumbing.sealing import cipher


def test_what_is_sealed_opens_again() -> None:
    assert cipher("key", "codes").decrypt(cipher("key", "codes").encrypt(b"word")) == b"word"


@pytest.mark.parametrize(("key", "purpose"), [("key", "letters"), ("another key", "codes")])
def test_another_purpose_or_installation_opens_nothing(key: str, purpose: str) -> None:
    with pytest.raises(InvalidToken):
        cipher(key, purpose).decrypt(cipher("key", "codes").encrypt(b"word"))
