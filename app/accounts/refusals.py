"""What an action may refuse, with the sentence a person reads and the status a machine does."""

import math
from datetime import timedelta

from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext


class Refused(Exception):
    """Something is not done; nothing was changed."""

    status = 400
    # Seconds after which trying again makes sense.
    retry_after: int | None = None

    @property
    def sentence(self) -> str:
        raise NotImplementedError


class LinkOver(Exception):
    """The link was used, is too old, or never was one: there is no form to show again."""


class WrongPassword(Refused):
    """There is no such account or it has another password; which of the two is never said (AUTH-06)."""

    @property
    def sentence(self) -> str:
        return _("This e-mail address and this password do not belong together. Please check both.")


class WrongAgain(Refused):
    """Somebody who is signed in did not show again who they are."""

    @property
    def sentence(self) -> str:
        return _("That is not your password.")


class Suspended(Refused):
    """The password was right, but the account is suspended."""

    status = 403

    @property
    def sentence(self) -> str:
        return _("This account is suspended. Please ask the people who run this site.")


class PasswordWillNotDo(Refused):
    """The new password is too easy to guess, or too short; the sentence says which."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    @property
    def sentence(self) -> str:
        return self._sentence


class SameAddress(Refused):
    """The new address is the present one."""

    @property
    def sentence(self) -> str:
        return _("That is your address already.")


class TooMany(Refused):
    """Too much failed of late; `wait` is how long until the next try is looked at."""

    status = 429

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.retry_after = max(math.ceil(wait.total_seconds()), 1)

    @property
    def sentence(self) -> str:
        minutes = math.ceil((self.retry_after or 1) / 60)
        return ngettext(
            "This was tried too often. Please wait a minute and try again.",
            "This was tried too often. Please wait %(num)d minutes and try again.",
            minutes,
        )


class Busy(Refused):
    """Too many passwords are being looked at in this process."""

    status = 503
    retry_after = 5

    @property
    def sentence(self) -> str:
        return _("Many people are signing in at this moment. Please try again in a few seconds.")
