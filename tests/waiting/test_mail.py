"""Mails to whoever would wait for a place, whatever they typed (MAIL-02, MAIL-03)."""

import pytest

from tests.plumbing.test_outbox import ENDS_OF_LINES
from tests.waiting.conftest import Waiting

ADDRESS = "seeker@example.org"


@pytest.mark.parametrize("end", ENDS_OF_LINES, ids=ascii)
def test_no_end_of_a_line_in_an_address_makes_it_two(waiting: Waiting, end: str) -> None:
    """MAIL-02."""
    assert waiting.send(f"{ADDRESS}{end}Bcc: evil@example.net").status_code == 400
    assert (waiting.entries(), waiting.mail()) == ([], [])


def test_an_address_gets_nothing_of_what_was_typed_beside_it(waiting: Waiting) -> None:
    """MAIL-03."""
    waiting.send(ADDRESS, name="quokka", words="quokka", next="https://quokka.example")
    [mail] = waiting.mail()
    assert "quokka" not in mail.subject + mail.body
