"""Handing a message over: to a mail server, or to a folder where a developer looks at it.

Whoever hands over knows two kinds of trouble: `Refused`, which is about this message, and `Unreachable`, which is about
the way there and so about every message. The text of neither repeats what the server said, because that quotes
addresses; `Refused.reply` does, for the row of the letter alone.
"""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from typing import Protocol

from app.plumbing.bounces import is_about_address
from config import MailServer

# So long a server may take for one step of a conversation as a whole, however slowly it goes on talking.
PATIENCE = 60.0
# A developer has looked at a letter by then.
WRITTEN_FOR = timedelta(days=7)
_NAMED = "%Y%m%dT%H%M%S"
_CLOSING = 421
_OK = 250


class Refused(Exception):
    """This message is not taken, for now or for good; `code` is the server's, 0 where it has none for it.

    `no_such_address`: the server will take nothing for whom it is for.
    """

    def __init__(self, code: int, reply: str = "", *, no_such_address: bool = False) -> None:
        super().__init__(str(code))
        self.code = code
        self.reply = reply
        self.no_such_address = no_such_address


class Unreachable(Exception):
    """No message can be handed over now; the message names the kind of trouble."""


class Way(Protocol):
    """An open way to hand messages over."""

    def hand_over(self, message: EmailMessage) -> None: ...

    def is_open(self) -> bool: ...


class Post(Protocol):
    """Opens ways; raises Unreachable."""

    def __enter__(self) -> Way: ...

    def __exit__(self, kind: object, *_error: object) -> None: ...


class FolderPost:
    """Writes `.eml` files: for development, where no mail must ever leave the machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> "FolderPost":
        return self

    def __exit__(self, kind: object, *_error: object) -> None:
        """There is nothing to close."""

    def is_open(self) -> bool:
        return True

    def hand_over(self, message: EmailMessage) -> None:
        written = message["Date"].datetime.strftime(_NAMED)
        path = self.folder / f"{written}-{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
        unfinished = path.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished.touch(mode=0o600)
            unfinished.write_bytes(message.as_bytes())
            unfinished.replace(path)
        except OSError as error:
            raise Unreachable(type(error).__name__) from None


def forget_written(folder: Path, now: datetime) -> int:
    """Delete the letters in this folder that are older than a week; how many that were."""
    old = [path for path in folder.glob("*.eml") if path.name < (now - WRITTEN_FOR).strftime(_NAMED)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


class SmtpPost:
    """Conversations with a mail server, one at a time. `name` is the host we say we are."""

    def __init__(self, server: MailServer, name: str, patience: float = PATIENCE) -> None:
        self._server = server
        self._name = name
        self._patience = patience
        self._conversation: _Conversation | None = None

    def __enter__(self) -> "SmtpPost":
        self._conversation = _Conversation(self._server, self._name, self._patience)
        try:
            with self._conversation.bounded():
                self._conversation.begin()
        except (OSError, smtplib.SMTPException) as error:
            self._conversation.drop()
            raise Unreachable(_kind(error)) from None
        return self

    def __exit__(self, kind: object, *_error: object) -> None:
        assert self._conversation is not None
        if kind is None:
            with suppress(OSError, smtplib.SMTPException), self._conversation.bounded():
                self._conversation.quit()
        self._conversation.drop()

    def is_open(self) -> bool:
        """Whether the server would take one more: some end a conversation after so many messages."""
        assert self._conversation is not None
        try:
            with self._conversation.bounded():
                return self._conversation.noop()[0] == _OK
        except (OSError, smtplib.SMTPException):
            return False

    def hand_over(self, message: EmailMessage) -> None:
        assert self._conversation is not None
        try:
            with self._conversation.bounded():
                self._conversation.post(message)
        except smtplib.SMTPNotSupportedError:
            raise Refused(0) from None
        except smtplib.SMTPRecipientsRefused as error:
            raise _refusal(*next(iter(error.recipients.values())), of_recipient=True) from None
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code, error.smtp_error) from None
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(_kind(error)) from None


def _refusal(code: int, said: bytes | str, *, of_recipient: bool = False) -> Exception:
    if code == _CLOSING or code < 0:
        return Unreachable(str(code))
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return Refused(code, f"{code} {text}", no_such_address=of_recipient and is_about_address(code, text))


def _kind(error: Exception) -> str:
    code = getattr(error, "smtp_code", None)
    return type(error).__name__ if code is None else f"{type(error).__name__} {code}"


class _NotEncrypted(smtplib.SMTPException):
    """A server elsewhere offers no encryption: nothing is said to it."""


class _Conversation(smtplib.SMTP):
    """SMTP that ends when it takes too long: the library counts each read, and a byte a second is always in time."""

    def __init__(self, server: MailServer, name: str, patience: float) -> None:
        super().__init__(local_hostname=name, timeout=patience)
        self._server = server
        self._host = server.host
        self._patience = patience
        self._wire: socket.socket | None = None

    def begin(self) -> None:
        """Connect, encrypt, sign in."""
        self.connect(self._server.host, self._server.port)
        self.ehlo_or_helo_if_needed()
        if self._server.encrypted == "when asked":
            self._encrypt()
        if self._server.user:
            self.login(self._server.user, self._server.password)

    def post(self, message: EmailMessage) -> None:
        """Send it; not by the library's own way, which writes a ">" before a line that begins with "From"."""
        (sender,), (recipient,) = message["From"].addresses, message["To"].addresses
        beyond_ascii = not recipient.addr_spec.isascii()
        self.ehlo_or_helo_if_needed()
        if beyond_ascii and not self.has_extn("smtputf8"):
            raise smtplib.SMTPNotSupportedError
        options = ["SMTPUTF8", "BODY=8BITMIME"] if beyond_ascii else []
        content = message.as_bytes(policy=SMTPUTF8 if beyond_ascii else SMTP)
        self.sendmail(sender.addr_spec, [recipient.addr_spec], content, options)

    def _encrypt(self) -> None:
        if self.has_extn("starttls"):
            self.starttls(context=_trust(self._server))
            self.ehlo()
        elif not self._server.is_loopback:
            raise _NotEncrypted

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        # A second handle of the connection, by which it can be ended whatever it is wrapped in.
        self._wire = plain.dup()
        if self._server.encrypted != "at once":
            return plain
        return _trust(self._server).wrap_socket(plain, server_hostname=host)

    @contextmanager
    def bounded(self) -> Iterator[None]:
        watch = threading.Timer(self._patience, self._cut)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _cut(self) -> None:
        if self._wire is not None:
            with suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)

    def drop(self) -> None:
        self.close()
        if self._wire is not None:
            self._wire.close()


def _trust(server: MailServer) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if server.is_loopback:
        # Nobody stands between, and no authority vouches for a name such as localhost.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
