"""Many at once: everybody who is told is told of a place that was opened, and nobody is told twice of one."""

import threading
from random import Random

from sqlalchemy.orm import Session

from app.plumbing import clock
from app.plumbing.form_tokens import FormToken
from app.practitioners.reduced_places.actions import PlaceRefused, release_place, take_place
from app.waiting.actions import ListFull, answer, ask, forget, pass_on
from app.waiting.models import WaitingEntry
from app.waiting.requests import of
from app.waiting.rules import Answer
from tests.waiting.conftest import Waiting

PEOPLE, TURNS = 6, 40


class _Crowd:
    """People and the counting of places, each step a transaction of its own chosen by chance."""

    def __init__(self, waiting: Waiting) -> None:
        self.waiting = waiting
        self.room = of(waiting.app)
        self.failures: list[BaseException] = []
        self.happened: list[str] = []

    def go(self, seed: int) -> None:
        chance = Random(seed)
        for _turn in range(TURNS):
            step = chance.choice([self.ask, self.say, self.count, self.count, self.go_round])
            try:
                with self.waiting.database.writing() as session:
                    what = step(session, chance)
                self.happened.append(what)
            except (PlaceRefused, ListFull):
                self.happened.append("refused")
            except BaseException as failure:
                self.failures.append(failure)

    def ask(self, session: Session, chance: Random) -> str:
        token = FormToken(chance.randbytes(16), clock.now())
        ask(session, self.room, token, self.waiting.offer_id, f"{chance.randrange(20)}@example.org", "en")
        return "ask"

    def say(self, session: Session, chance: Random) -> str:
        entries = session.query(WaitingEntry.id).order_by(WaitingEntry.id).all()
        what = chance.choice([Answer.CONFIRM, Answer.CONFIRM, Answer.STAY, Answer.LEAVE])
        if entries:
            answer(session, self.room, self.room.seals.key_of(chance.choice(entries).id), what)
        return "say"

    def count(self, session: Session, chance: Random) -> str:
        action = chance.choice([take_place, release_place])
        action(session, self.waiting.offer_id)
        return action.__name__

    def go_round(self, session: Session, _chance: Random) -> str:
        forget(session)
        pass_on(session, self.room)
        return "round"


def test_joining_leaving_counting_and_going_round_at_once(waiting: Waiting) -> None:
    """No step waits for another that waits for it, and nothing is told that was not opened."""
    crowd = _Crowd(waiting)
    people = [threading.Thread(target=crowd.go, args=(seed,)) for seed in range(PEOPLE)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert crowd.failures == []
    assert len(crowd.happened) == PEOPLE * TURNS
    told = [mail.recipient for mail in waiting.mail() if "something new" in mail.body]
    # The clock stands, so what is open is passed on to nobody for a second time: each opening tells one at most, and
    # a list on which nobody was told lately as many as places are open.
    assert 0 < len(told) <= 2 * crowd.happened.count("release_place")
