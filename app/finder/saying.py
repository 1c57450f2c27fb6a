"""From what somebody says to the address of the search it means."""

from app.criteria.criteria import Criteria
from app.finder import addresses, quiet
from app.finder.told import TOLD, Told, sealed, written
from app.understanding.requests import understood
from app.understanding.tokens import LONGEST, clean

# (language, direction, words): sentences that show what may be said, in some of the languages that are understood.
EXAMPLES = (
    (
        "en",
        "ltr",
        "A Punjabi-speaking woman near Leeds, evenings, I can pay about £25. I don’t sleep since my dad died.",
    ),
    ("es", "ltr", "Busco una psicóloga que hable español, hasta 30 libras"),
    ("fr", "ltr", "Je cherche une psy qui parle français, en visio, le soir"),
    ("pl", "ltr", "Szukam terapeutki po polsku, online, do 30 funtów"),
    ("ar", "rtl", "أبحث عن معالجة نفسية تتكلم العربية، عبر الإنترنت، حتى 30 جنيهًا"),
    ("ur", "rtl", "مجھے اردو بولنے والی خاتون چاہیے، شام کو"),
)


def examples(code: str) -> tuple[tuple[str, str, str], ...]:
    """The examples, the reader's own language first."""
    return tuple(sorted(EXAMPLES, key=lambda example: example[0] != code))


def address_of(text: str) -> str:
    """The canonical address of what a text asks for; what is left to be told travels sealed, and only if need be."""
    if not clean(text):
        return _telling(Criteria(), Told(empty=True))
    found = understood(text)
    told = Told(found.not_understood, found.urgent, cut=len(text.strip()) > LONGEST)
    return addresses.search(found.criteria) if told == Told() else _telling(found.criteria, told)


def _telling(criteria: Criteria, told: Told) -> str:
    return addresses.search(criteria, **{TOLD: sealed(told) if quiet.here() is None else written(told)})
