"""What acts on accounts, their reasons and their refusals are called."""

from dataclasses import dataclass

from app.accounts.people.rules import REASONS
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class ActWords:
    """An act as its button says it, and what happens then."""

    title: str
    means: str


def words_of(act: str) -> ActWords:
    """The words of an act."""
    return {
        "suspend": ActWords(
            _("Suspend the account"),
            _(
                "From the next request on nobody is signed in to it, and its listing is public no more. Nothing is "
                "deleted. A neutral letter says so to its owner."
            ),
        ),
        "lift-suspension": ActWords(
            _("Lift the suspension"),
            _("Its owner can sign in again, and the listing is public again if it was. A letter says so."),
        ),
        "end-sessions": ActWords(
            _("Sign it out everywhere"),
            _("Every browser is signed out from the next request on. A letter says so."),
        ),
        "make-steward": ActWords(
            _("Make this person a steward"),
            _(
                "They see every desk, and decide about listings and people. They need a second step, and are led to "
                "it. Every steward hears of it."
            ),
        ),
        "take-steward-back": ActWords(
            _("Make this an ordinary account again"),
            _("They see no desk from the next request on. Every steward hears of it."),
        ),
        "reset-factors": ActWords(
            _("Take off every second step"),
            _(
                "For somebody who has lost all of them, and the recovery codes. A letter says so now; it happens after "
                "72 hours, unless somebody shows a second step of this account before then."
            ),
        ),
        "keep-factors": ActWords(
            _("Leave the second steps as they are"),
            _("They will not be taken off. A letter says so."),
        ),
    }[act]


def reasons_of(act: str) -> dict[str, str]:
    """The reasons an act may have, in words."""
    of_all = {
        "pretends": _("It pretends to be somebody else"),
        "false-claims": _("It states training or registers that are not so"),
        "harm": _("Somebody may come to harm"),
        "taken-over": _("Somebody else may have got into it"),
        "misuse": _("It misuses the site"),
        "asked": _("Its owner asked for it"),
        "mistake": _("It was a mistake"),
        "settled": _("What it was about is settled"),
        "in-hands": _("Its owner has it in hand again"),
        "joins": _("They join those who answer for the site"),
        "returns": _("They come back to it"),
        "leaves": _("They no longer answer for the site"),
        "seen": _("I saw them, and know who they are"),
        "called": _("I called them by a number that I had from elsewhere"),
        "vouched": _("Somebody I know vouches for who they are"),
        "found": _("A second step was found"),
        "doubt": _("I doubt that it was they who asked"),
        "other": _("Something else, written below"),
    }
    return {reason: of_all[reason] for reason in REASONS[act]}


def refusal(why: str) -> str:
    """Why something was not done."""
    return {
        "own": _("This is your own account. Another steward has to decide about it."),
        "not_steward": _("You are no longer a steward."),
        "last": _("There has to be somebody who answers for the site."),
        "alone": _("You proposed this yourself. Another steward has to agree."),
        "waits": _("This is proposed already. Look at what waits for a second steward."),
        "has_listing": _(
            "A listing is kept with this account. Whoever answers for the site does so with an account of its own: "
            "ask them to sign up with another address."
        ),
        "decided": _("This has been decided meanwhile."),
        "gone": _("This account is no longer there."),
        "as_things_stand": _("As things stand now, there is nothing to do. It may have been done meanwhile."),
    }[why]


def acts() -> dict[str, str]:
    """Acts of the trail about accounts, in words that both a steward and its owner read."""
    return {
        "account.suspend": _("suspended the account"),
        "account.lift-suspension": _("lifted the suspension of the account"),
        "account.lift-suspension.proposed": _("proposed to lift the suspension of the account"),
        "account.lift-suspension.turned-down": _("turned down that the suspension be lifted"),
        "account.end-sessions": _("signed the account out everywhere"),
        "account.make-steward": _("made the account a steward’s"),
        "account.make-steward.proposed": _("proposed to make the account a steward’s"),
        "account.make-steward.turned-down": _("turned down that the account become a steward’s"),
        "account.take-steward-back": _("made the account an ordinary one again"),
        "account.reset-factors": _("began to take the second steps off the account"),
        "account.keep-factors": _("left the second steps of the account as they are"),
        "account.factors-reset": _("took the second steps off the account"),
        "account.factors-shown": _("showed a second step: none is taken off the account"),
        "account.mail-unreachable": _("found that mail does not reach the account"),
        "account.mail-reaches": _("found that mail reaches the account again"),
        "account.refused": _("was kept from deciding about the account"),
    }
