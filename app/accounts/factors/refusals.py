"""What may be refused of a second factor. Each is raised once what was used up is kept as used up."""

from app.accounts.refusals import Refused
from app.plumbing.words import gettext as _


class WrongCode(Refused):
    """Not the code of an app at this moment, or one that was accepted already."""

    @property
    def sentence(self) -> str:
        return _("That is not the code of now. Each code is good once, and for about a minute.")


class WrongRecoveryCode(Refused):
    """No recovery code of this account, or one that was used."""

    @property
    def sentence(self) -> str:
        return _("That is not one of your recovery codes, or it has been used.")


class PasskeyRefused(Refused):
    """Nobody's passkey, another account's, or an answer that was not asked for of late."""

    @property
    def sentence(self) -> str:
        return _(
            "That passkey did not work here. It may have been removed, or it took longer than five minutes. "
            "Try again, or use another way."
        )


class PasskeyCopied(Refused):
    """The device's own count of its uses went back, as it would in a copy of the device."""

    @property
    def sentence(self) -> str:
        return _(
            "We did not take this passkey: the device’s count of its uses went back, as it would in a copy. "
            "Use another way, then remove this passkey and make a new one."
        )


class PasskeyNotMade(Refused):
    """What a device made does not hold."""

    @property
    def sentence(self) -> str:
        return _(
            "The passkey was not made. It may have taken longer than five minutes, or the device did not ask who "
            "you are. Try again."
        )


class LastFactor(Refused):
    """This account may not be without a second factor."""

    status = 409

    @property
    def sentence(self) -> str:
        return _("This is your last second step, and your account needs one. Add another first.")


def of_passkey(reason: str | None) -> str | None:
    """What a page says to the reason in its address."""
    refusals = {"refused": PasskeyRefused, "copied": PasskeyCopied}
    return refusals[reason]().sentence if reason in refusals else None
