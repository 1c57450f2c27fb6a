"""What is written to people about their accounts: short, and neutral to whoever else reads the mailbox."""

from flask import current_app
from sqlalchemy.orm import Session

from app.accounts.links import address
from app.plumbing import outbox
from app.plumbing.words import gettext as _


def confirm_address(session: Session, email: str, token: str) -> None:
    write(
        session,
        email,
        _("Confirm your e-mail address"),
        _("Somebody, probably you, asked for an account with this address."),
        _("To confirm the address and choose a password, open this page within a day:"),
        address("accounts.choose_password", token=token),
        _("If it was not you, do nothing. There is no account then."),
    )


def account_is_there(session: Session, email: str) -> None:
    write(
        session,
        email,
        _("You have an account already"),
        _("Somebody, probably you, asked for an account with this address. There is one already. Sign in here:"),
        address("accounts.sign_in"),
        _("If you have forgotten your password, choose a new one:"),
        address("accounts.forgotten"),
        _("If it was not you, do nothing."),
    )


def new_password(session: Session, email: str, token: str) -> None:
    write(
        session,
        email,
        _("Choose a new password"),
        _("Somebody, probably you, asked for a new password. To choose one, open this page within 30 minutes:"),
        address("accounts.choose_password", token=token),
        _("If it was not you, do nothing. Your password stays as it is."),
    )


def no_account(session: Session, email: str) -> None:
    write(
        session,
        email,
        _("There is no account with this address"),
        _("Somebody, probably you, asked for a new password, but there is no account with this address."),
        _("You may have signed up with another address. If you have no account yet, this is where to begin:"),
        address("accounts.sign_up"),
        _("If it was not you, do nothing."),
    )


def password_changed(session: Session, email: str) -> None:
    write(
        session,
        email,
        _("Your password was changed"),
        _("Your password was changed, and every other browser was signed out."),
        _("If it was not you, choose a new one at once:"),
        address("accounts.forgotten"),
    )


def new_browser(session: Session, email: str, label: str) -> None:
    where = _("Your account was opened in a browser it had not been opened in before: %(label)s.", label=label)
    write(
        session,
        email,
        _("Your account was opened in a new browser"),
        where if label else _("Your account was opened in a browser it had not been opened in before."),
        _("If it was not you, choose a new password at once:"),
        address("accounts.forgotten"),
    )


def about_signing_in(session: Session, email: str, happened: str) -> None:
    write(
        session,
        email,
        _("About how you sign in"),
        happened,
        _("If it was not you, choose a new password at once:"),
        address("accounts.forgotten"),
        _("Then look at how your account is signed in to:"),
        address("accounts.sign_in_methods"),
    )


def about_api_keys(session: Session, email: str, name: str) -> None:
    write(
        session,
        email,
        _("A key was made in your account"),
        _("A key by which programs read the directory was made. Its name is: %(name)s", name=name),
        _("If it was not you, revoke it and choose a new password:"),
        address("accounts.keys"),
        address("accounts.forgotten"),
    )


def confirm_move(session: Session, email: str, token: str) -> None:
    write(
        session,
        email,
        _("Confirm your new e-mail address"),
        _("Somebody, probably you, wants to use this address for their account from now on."),
        _("To confirm it, open this page within a day:"),
        address("accounts.move", token=token),
        _("If it was not you, do nothing. Nothing changes then."),
    )


def address_is_taken(session: Session, email: str) -> None:
    write(
        session,
        email,
        _("This address has an account already"),
        _("Somebody, probably you, wants to use this address for another account. It has one of its own already."),
        _("If it was not you, do nothing. Nothing changes."),
    )


def moved(session: Session, old: str, new: str, token: str) -> None:
    write(
        session,
        old,
        _("Your account has a new e-mail address"),
        _("Your account uses the address %(new)s from now on, and no longer this one.", new=half_hidden(new)),
        _("If it was not you, take it back within 7 days here:"),
        address("accounts.undo_move", token=token),
    )


def account_deleted(session: Session, email: str) -> None:
    write(
        session,
        email,
        _("Your account is deleted"),
        _("Your account and everything in it are deleted, as you asked. This is the last mail we send you."),
        _("You may sign up again with this address at any time. It will be a new account."),
    )


def half_hidden(email: str) -> str:
    """Enough of an address for its owner to recognise; the rest is nobody's who has no business with it."""
    name, _at, host = email.rpartition("@")
    return f"{name[:1]}…@{host}"


def write(session: Session, email: str, subject: str, *paragraphs: str) -> None:
    """Put a letter of these paragraphs into the outbox, signed by the site."""
    outbox.put(session, email, subject, "\n\n".join((*paragraphs, current_app.config["SITE_NAME"])) + "\n")
