"""Every desk there is: its page, and how much waits on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.accounts.people.queries import count_people
from app.enquiries.apart.queries import for_whom
from app.listings.requests import directory
from app.moderation.lines import waiting_lines
from app.moderation.organisations import count_asking
from app.moderation.queries import count_due
from app.moderation.replies import count_quarters
from app.moderation.reports.queries import count_cases
from app.moderation.seconding import count_for_two
from app.moderation.vocabulary.queries import suggestions
from app.plumbing import clock
from app.plumbing.auditing import head_of
from app.plumbing.mailing import standing
from app.plumbing.requests import database_session
from app.plumbing.words import lazy_gettext as _l
from app.plumbing.words import ngettext
from app.practitioners.queries import count_waiting


@dataclass(frozen=True, slots=True)
class _Desk:
    """`endpoints` begin with the page of the desk itself; `waiting` says in words how much is there."""

    endpoints: tuple[str, ...]
    title: LazyString
    meaning: LazyString
    waiting: Callable[[Session, date], str]


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk as the overview shows it."""

    address: str
    title: str
    meaning: str
    waiting: str


def _due_entries(session: Session, today: date) -> str:
    count = count_due(session, today)
    return ngettext("%(num)s entry waits", "%(num)s entries wait", count)


def _lines(session: Session, _today: date) -> str:
    count = head_of(session).sequence
    return ngettext("%(num)s line", "%(num)s lines", count)


def _reviews(session: Session, _today: date) -> str:
    count = count_waiting(session)
    return ngettext("%(num)s thing waits", "%(num)s things wait", count)


def _cases(session: Session, _today: date) -> str:
    count = count_cases(session, "open", account_id())
    return ngettext("%(num)s case waits", "%(num)s cases wait", count)


def _organisations(session: Session, _today: date) -> str:
    count = count_asking(session)
    return ngettext("%(num)s organisation waits", "%(num)s organisations wait", count)


def _crisis_lines(session: Session, _today: date) -> str:
    count = len(waiting_lines(session))
    return ngettext("%(num)s line waits", "%(num)s lines wait", count)


def _messages(session: Session, _today: date) -> str:
    count = sum(one.number for one in for_whom(session, clock.now(), account_id()))
    return ngettext("%(num)s message is kept apart", "%(num)s messages are kept apart", count)


def _people(session: Session, _today: date) -> str:
    count = count_people(session, "suspended")
    return ngettext("%(num)s is suspended", "%(num)s are suspended", count)


def _for_two(session: Session, _today: date) -> str:
    count = count_for_two(session)
    return ngettext("%(num)s thing waits", "%(num)s things wait", count)


def _letters(session: Session, _today: date) -> str:
    aside, lost = standing(session).put_aside, count_people(session, "unreachable")
    letters = ngettext("%(num)s letter put aside", "%(num)s letters put aside", aside)
    people = ngettext("mail does not reach %(num)s person", "mail does not reach %(num)s people", lost)
    return f"{letters} · {people}"


def _replies(_session: Session, _today: date) -> str:
    count = count_quarters()
    return ngettext("%(num)s quarter to look at", "%(num)s quarters to look at", count)


def _suggestions(session: Session, _today: date) -> str:
    count = len(suggestions(session, directory().lexicon))
    return ngettext("%(num)s suggestion", "%(num)s suggestions", count)


_DESKS = (
    _Desk(
        ("moderation.reviews", "moderation.review", "moderation.decision"),
        _l("Reviews"),
        _l("New listings, and names, titles, registers and photos that changed. What is public stays meanwhile."),
        _reviews,
    ),
    _Desk(
        (
            *("moderation.reports", "moderation.closed_reports", "moderation.withheld_listings"),
            *("moderation.case", "moderation.decide_case", "moderation.withholding", "moderation.withhold"),
            *("moderation.putting_back", "moderation.put_listing_back"),
        ),
        _l("Reports"),
        _l("What anybody says is wrong with a listing. Nothing is hidden until a steward decides it."),
        _cases,
    ),
    _Desk(
        ("moderation.messages", "moderation.messages_for", "moderation.decide_messages"),
        _l("Messages"),
        _l("First messages that are kept apart: how many and how alike. What they say is for nobody here to read."),
        _messages,
    ),
    _Desk(
        ("moderation.registers", "moderation.registration", "moderation.check"),
        _l("Registers"),
        _l("Entries that nobody has looked up yet, or not for almost as long as a check holds."),
        _due_entries,
    ),
    _Desk(
        ("moderation.second", "moderation.proposal"),
        _l("For two"),
        _l("What one steward has found or proposed, and another has to find as well, or agree to."),
        _for_two,
    ),
    _Desk(
        ("moderation.organisations", "moderation.organisation"),
        _l("Organisations"),
        _l("Groups and services that ask to be listed. Until you accept one, nothing of it is public."),
        _organisations,
    ),
    _Desk(
        ("moderation.lines", "moderation.line"),
        _l("Crisis lines"),
        _l("Numbers that organisations add. Each is called or looked up before it is shown, and every 180 days."),
        _crisis_lines,
    ),
    _Desk(
        ("moderation.people", "moderation.find_person", "moderation.person", "moderation.act_on_person"),
        _l("People"),
        _l("Find an account, suspend it, help somebody who cannot sign in, make a steward."),
        _people,
    ),
    _Desk(
        ("moderation.letters", "moderation.settle"),
        _l("Letters"),
        _l("Mail that was given up after eight tries, and whom mail does not reach."),
        _letters,
    ),
    _Desk(
        ("moderation.replies",),
        _l("Answers"),
        _l("How first messages are answered in the whole directory, by fee and by channel; never by person."),
        _replies,
    ),
    _Desk(
        (
            "moderation.vocabulary",
            *("moderation.own_words", "moderation.scheme", "moderation.add_term", "moderation.term"),
            *("moderation.word_term", "moderation.retire_term", "moderation.bring_term_back"),
        ),
        _l("Vocabulary"),
        _l("The words everybody shares: added, called otherwise, merged or retired. No old address breaks."),
        _suggestions,
    ),
    _Desk(
        ("moderation.audit",),
        _l("Audit trail"),
        _l("Who did what, one line an act; nobody can change a line unseen."),
        _lines,
    ),
)


def desks() -> list[Desk]:
    """Every desk, with what waits on it now."""
    session, today = database_session(), clock.today()
    return [
        Desk(url_for(desk.endpoints[0]), str(desk.title), str(desk.meaning), desk.waiting(session, today))
        for desk in _DESKS
    ]


def links(endpoint: str) -> list[tuple[str, str, bool]]:
    """(address, words, is it here) of the overview and every desk."""
    home = (url_for("moderation.desk"), str(_l("Desks")), endpoint == "moderation.desk")
    return [home, *((url_for(d.endpoints[0]), str(d.title), endpoint in d.endpoints) for d in _DESKS)]
