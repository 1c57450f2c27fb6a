"""Of whom a word is said; see the rule in `app/understanding/people.py`."""

import pytest

from tests.understanding.conftest import Asked


@pytest.mark.parametrize(
    ("text", "query"),
    [
        # Who the practitioner is.
        ("a Black woman therapist", "identity=black&gender=woman"),
        ("Muslim counsellor", "faith=muslim"),
        ("someone who is Black", "identity=black"),
        ("I want someone Jewish", "identity=jewish"),
        ("looking for a gay therapist", "identity=gay"),
        ("a trans therapist", "identity=trans"),
        ("a woman of colour", "gender=woman&identity=people-of-colour"),
        ("Black or Jewish therapist", "identity=black&identity=jewish"),
        ("female", "gender=woman"),
        ("female, evenings", "gender=woman&times=evening"),
        ("a lady please", "gender=woman"),
        ("non-binary therapist", "gender=non-binary"),
        # What the seeker says of themselves.
        ("I'm a gay man", "community=lgb"),
        ("I'm Black", "community=black"),
        ("as a Muslim", "community=muslim-communities"),
        ("I am Jewish", "community=jewish"),
        ("we are a Nigerian family", "community=nigerian"),
        ("I'm non-binary", "community=non-binary"),
        ("I'm from Somalia", "community=somali"),
        ("I am a trans woman", "community=trans"),
        ("I'm a woman", ""),
        ("I'm a man, 40", ""),
        ("I'm Black, Muslim and gay", "community=black&community=muslim-communities&community=lgb"),
        ("I'm Black and looking for a Black therapist", "community=black&identity=black"),
        ("I'm a social worker", ""),
        # Whom the practitioner should know.
        ("someone who gets being Muslim", "community=muslim-communities"),
        ("someone who understands Black people", "community=black"),
        ("trans friendly", "community=trans"),
        ("queer friendly therapist", "community=lgb"),
        ("works with men", "community=men"),
        ("therapy for women", "community=women"),
        ("experience with refugees", "community=refugees"),
        # On its own.
        ("trans, Leeds", "community=trans&near=Leeds"),
        ("Muslim", "community=muslim-communities"),
        # Nobody one looks for.
        ("the man who hurt me", ""),
    ],
)
def test_of_whom_it_is_said(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Punjabi", "language=pa"),
        ("a Punjabi woman", "language=pa&gender=woman"),
        ("Punjabi-speaking", "language=pa"),
        ("in Polish", "language=pl"),
        ("we speak Tamil at home", "language=ta"),
        ("I'm Polish", "community=polish"),
        ("I'm Polish speaking", "language=pl"),
        ("Polish background", "community=polish"),
        ("a therapist with a Polish background", "identity=polish"),
        ("someone who understands Polish families", "community=polish"),
        ("Irish therapist", "identity=irish"),
        ("Irish speaking therapist", "language=ga"),
        ("Somali or Arabic", "language=so&language=ar"),
        ("Farsi", "language=fa"),
    ],
)
def test_a_language_and_a_heritage(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query


def test_nothing_is_inferred(asked: Asked) -> None:
    assert asked("I speak Arabic, I live in Bradford") == "language=ar&near=Bradford"
