"""The sentences of "What would I pay?": messages that the reader's browser fills with figures only it knows.

A message is a text, or a text for each plural form that the reader's language has (CLDR names: one, few, other …).
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from babel import Locale

from app.criteria.wording import Reader
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext

Message = str | Mapping[str, str]
Forms = Callable[[int], str]
# Among these numbers every plural form of every language has an example.
_NUMBERS = (*range(0, 112), 1_000_000)


def messages(reader: Reader) -> dict[str, Message]:
    """Every message by its key; `app/static/js/modules/fee-words.js` says when each is used."""
    return _messages(reader.code, reader.locale)


@lru_cache(maxsize=64)
def _messages(_code: str, locale: Locale) -> dict[str, Message]:
    """The messages of a language; they are the same on every page, and not quick to gather."""
    return {**_headlines(), **_rules(), **_formulas(locale), **_counted(locale), **_notes(), **_lengths(), **_page()}


def _headlines() -> dict[str, str]:
    return {
        "nothing": _("nothing"),
        "span": _("%(low)s–%(high)s"),
        "up-to": _("up to %(amount)s"),
        "from": _("From %(amount)s"),
        "decide-headline": _("You decide what you pay"),
        "donation-headline": _("By donation"),
        "unknown-headline": _("Fee not stated"),
        "full-headline": _("Reduced places full now"),
        "free-headline": _("Free"),
        "free-yours": _("Free for you"),
        "free-ask": _("Free: ask"),
        "ask-headline": _("%(amount)s: ask"),
        "yours-headline": _("%(amount)s for you"),
        "session-headline": _("%(amount)s a session"),
    }


def _rules() -> dict[str, str]:
    return {
        "unknown": _("What it costs is not stated: ask."),
        "fixed": _("The same fee for everyone."),
        "standard": _("The standard fee."),
        "free": _("Nobody asks you for money."),
        "reduced": _("Agreed together, from %(low)s to the standard %(high)s."),
        "reduced-from": _("Reduced from %(low)s. The standard fee is not stated."),
        "range": _("Agreed together, between %(low)s and %(high)s."),
        "membership": _("The fee of members of the scheme."),
        "concession": _("The lower fee for %(who)s."),
        "level": _("%(label)s, on the bottle."),
        "level-meaning": _("%(label)s, on the bottle: %(meaning)s"),
        "decide": _("You name the amount."),
        "decide-suggested": _("You name the amount; %(suggested)s is suggested."),
        "decide-floor": _("You name the amount, from %(floor)s on."),
        "decide-floor-suggested": _("You name the amount, from %(floor)s on; %(suggested)s is suggested."),
        "donation": _("Free; a donation is welcome and not expected."),
        "donation-suggested": _("Free; a donation is welcome and not expected. %(suggested)s is suggested."),
        "sponsored": _("An organisation or fund pays."),
        "sponsored-by": _("Paid by %(sponsor)s."),
        "sponsored-otherwise": _("Otherwise %(standard)s."),
    }


def _formulas(locale: Locale) -> dict[str, Message]:
    return {
        "thousandths": _plural(
            locale,
            lambda n: ngettext(
                "%(rate)s thousandth of your yearly income",
                "%(rate)s thousandths of your yearly income",
                n,
                rate="%(rate)s",
            ),
        ),
        "formula-both": _("%(worked)s, at least %(least)s and at most %(most)s: %(amount)s"),
        "formula-least": _("%(worked)s, at least %(least)s: %(amount)s"),
        "formula-most": _("%(worked)s, at most %(most)s: %(amount)s"),
        "formula-free": _("%(worked)s: %(amount)s"),
        "formula-open-both": _("%(worked)s, at least %(least)s and at most %(most)s. Enter your income to see yours."),
        "formula-open-least": _("%(worked)s, at least %(least)s. Enter your income to see yours."),
        "formula-open-most": _("%(worked)s, at most %(most)s. Enter your income to see yours."),
        "formula-open-free": _("%(worked)s. Enter your income to see yours."),
    }


def _counted(locale: Locale) -> dict[str, Message]:
    amounts = {"amount": "%(amount)s", "each": "%(each)s", "standard": "%(standard)s", "count": "%(count)s"}
    label = {"label": "%(label)s", "count": "%(count)s"}
    said: dict[str, Forms] = {
        "tiers": lambda n: ngettext(
            "%(count)s named fee.",
            "One of %(count)s named fees: you choose the one that fits you.",
            n,
            count="%(count)s",
        ),
        "tier": lambda n: ngettext(
            "%(label)s: the one named fee.", "%(label)s: one of %(count)s named fees.", n, **label
        ),
        "bottle": lambda n: ngettext(
            "%(count)s level on the bottle.",
            "%(count)s levels on the bottle: you choose the one that fits your means.",
            n,
            count="%(count)s",
        ),
        "package": lambda n: ngettext(
            "%(amount)s for %(count)s session, paid at once.",
            "%(each)s each when %(count)s sessions are bought together: %(amount)s at once.",
            n,
            **amounts,
        ),
        "package-or-single": lambda n: ngettext(
            "%(amount)s for %(count)s session paid ahead, %(standard)s otherwise.",
            "%(each)s each when %(count)s sessions are bought together, %(amount)s at once; %(standard)s one by one.",
            n,
            **amounts,
        ),
        "sponsored-sessions": lambda n: ngettext(
            "For %(count)s session.", "For %(count)s sessions.", n, count="%(count)s"
        ),
    }
    return {key: _plural(locale, forms) for key, forms in said.items()}


def _notes() -> dict[str, str]:
    return {
        "note-ask": _("Whether a reduced place is open is not stated: ask."),
        "note-full": _("Reduced places are full now."),
        "note-for": _("The reduced fee is for %(who)s."),
        "note-for-you": _("You are among those the reduced fee is for."),
        "note-not-you": _("The reduced fee is for %(who)s: ask whether it can be for you."),
        "note-who-unknown": _("Whom the lower fee is for is not stated: ask."),
        "note-solidarity": _("People who can pay more are asked for %(amount)s, for those who cannot."),
        "note-foreign": _("In another currency than yours, so it is not compared."),
        "note-beyond": _("More than the %(amount)s you can pay."),
    }


def _lengths() -> dict[str, str]:
    return {
        "month-weekly": _("about %(amount)s a month, every week"),
        "month-fortnightly": _("about %(amount)s a month, every two weeks"),
        "month-monthly": _("%(amount)s a month, once a month"),
        "usual-length": _("%(minutes)s minutes; that is %(amount)s for %(usual)s minutes"),
        "joining": _("and %(amount)s once, to join"),
        "described": _("Fee %(span)s; you would pay %(mark)s"),
    }


def _page() -> dict[str, str]:
    return {
        "not-an-amount": _("That is not an amount, such as 25 or 25.50."),
        "news": _("With your figures: %(parts)s."),
        "news-certain": _("%(count)s for you"),
        "news-ask": _("%(count)s to ask about"),
        "news-range": _("%(count)s to agree on"),
        "news-full": _("%(count)s with reduced places full"),
        "news-beyond": _("%(count)s above what you can pay"),
        "news-unknown": _("%(count)s not stated"),
        "news-none": _("The prices are shown as they are for everybody."),
    }


def _plural(locale: Locale, forms: Forms) -> dict[str, str]:
    """What `forms` says for each plural form the reader's language has."""
    rule = locale.plural_form
    examples: dict[str, int] = {}
    for number in _NUMBERS:
        examples.setdefault(rule(number), number)
    said = {form: forms(number) for form, number in examples.items()}
    # Fractions take a form of their own in some languages; it has no number here that gettext could be asked about.
    said.setdefault("other", next(reversed(said.values())))
    return said
