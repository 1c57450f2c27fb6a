"""Filling in any question of the editor as somebody might, from what its page offers."""

from random import Random
from typing import Any
from xml.etree.ElementTree import Element

from tests.visit import Page

WORDS = ("", "", "Slow, warm work", "<b>not bold</b>", "שלום and welcome", "One\n\nTwo & three")
# What people write into fields that take only some things, some of it wrong.
TYPED: dict[str, tuple[str, ...]] = {
    "name": ("Ada Example", "Grace", "Hedy <Lamarr>", " "),
    "language": ("", "Punjabi", "Urdu", "Welsh", "Elvish"),
    "body": ("", "BACP", "UKCP", "GMC"),
    "number": ("", "123456", "7654321", "12"),
    "postcode": ("Leeds", "LS6 3HN", "Bristol", "Xyzzyville"),
    "standard": ("", "60", "62.50", "about 60"),
    "reduced_from": ("", "25", "30", "80"),
    "amount": ("", "20", "45"),
    "label": ("", "Low", "Middle"),
    "minutes": ("", "50", "9"),
    "reduced_total": ("", "4", "2"),
    "reduced_open": ("", "0", "1", "3"),
    "reduced_limit_sessions": ("", "12"),
    "sessions": ("", "6"),
    "rate": ("", "1", "1.5"),
    "least": ("", "20"),
    "most": ("", "90"),
}
_MOST_TICKS = 5


def filled(page: Page, chance: Random) -> dict[str, Any]:
    """The fields of the question on a page, as this chance fills them in."""
    form = page.every("form", id="question-form")[0]
    sent: dict[str, Any] = {}
    ticks: dict[str, list[str]] = {}
    for control in form.iter():
        name, kind = control.get("name", ""), control.get("type", "")
        if kind == "hidden":
            sent[name] = control.get("value", "")
        elif kind in ("checkbox", "radio"):
            ticks.setdefault(name, []).append(control.get("value", ""))
        elif control.tag == "select":
            sent[name] = chance.choice([option.get("value", "") for option in control.iter("option")])
        elif control.tag in ("input", "textarea"):
            sent[name] = _typed(control, chance)
    radios = {control.get("name") for control in form.iter("input") if control.get("type") == "radio"}
    for name, values in ticks.items():
        most = 1 if name in radios else min(_MOST_TICKS, len(values))
        sent[name] = chance.sample(values, most if name in radios else chance.randint(0, most))
    return sent


def _typed(control: Element, chance: Random) -> str:
    if control.get("type") == "date":
        return chance.choice(("", "2027-03-01"))
    return chance.choice(TYPED.get(control.get("name", "").partition("-")[0], WORDS))
