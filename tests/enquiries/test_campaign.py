"""A campaign against one practitioner, among whose messages are those of people who need help (T3)."""

from datetime import timedelta
from random import Random

from app.enquiries.models import Conversation
from app.plumbing.outbox import OutboxMail
from tests.enquiries.conftest import NEED, Post, link_in
from tests.enquiries.test_kept_apart import ADA, DESK, GENUINE, decide
from tests.signed_in import Person, steward

HOSTILE = (
    "Nobody wants you here, {}. Close your practice this {} and never come back to our town.",
    "We know what you are, {}. People like you should not be let near anybody, least of all this {}.",
    "Shame on you for what you teach, {}. The whole {} is going to hear of it, you can be sure of that.",
    "{}! Pack your things. This {} is ours and we are watching every one of you.",
)


def test_three_hundred_hostile_and_five_genuine_messages_in_ten_minutes(post: Post) -> None:
    """T3: the five arrive by one decision, nothing is lost, and at most three notices are mailed.

    A campaign that is asked for work waits instead, as its members can."""
    dora = steward(post.app)
    sent = _brigade(post)
    post.clock.shift(timedelta(seconds=30))
    by_key = {}
    for form, genuine in sent:
        response = post.visit.client.post("/message", data=form)
        if response.status_code == 400:
            assert not genuine
            response = post.visit.client.post("/message", data=form | {"waits": "yes"})
        assert response.status_code == 303
        by_key[response.headers["Location"]] = genuine
        post.clock.shift(timedelta(seconds=1.9))
    assert post.counted() == (305, 305)
    told = _rounds(post, dora, hours=0)
    page = dora.get(link_in(told[-1], DESK))
    page = dora.get(f"{DESK}/{post.ids[0]}")
    groups = [box.get("value", "") for box in page.every("input", name="group")]
    assert "alone" in groups
    decide(dora, page, "let-through", ["alone"])
    decide(dora, dora.get(f"{DESK}/{post.ids[0]}"), "put-away", groups[1:])
    told += _rounds(post, dora, hours=3)
    arrived = {str(one.enquiry_id) for one in post.conversations() if one.apart is None}
    with post.database.reading() as session:
        keys = {str(one.enquiry_id): post.desk.seals.key_of(one.enquiry_id) for one in session.query(Conversation)}
    there = [by_key[f"/your-page/{keys[id]}"] for id in arrived]
    assert sum(there) == 5
    assert len(there) - sum(there) == 0
    assert len([mail for mail in told if mail.recipient == ADA]) <= 3


def _brigade(post: Post) -> list[tuple[dict[str, object], bool]]:
    """The forms, opened before, and whether each is genuine."""
    dice = Random(7)
    words = ["street", "road", "town", "week", "house", "school", "church", "park", "river", "bridge"]
    forms: list[tuple[dict[str, object], bool]] = []
    for number in range(300):
        text = dice.choice(HOSTILE).format(dice.choice(("you", "lady", "doctor", "friend")), dice.choice(words))
        forms.append(({"own_words": text, "answer_by": "email", "email": f"h{number % 150}@example.net"}, False))
    for number, at in enumerate((3, 60, 150, 220, 290)):
        forms.insert(at, ({"own_words": GENUINE[number]}, True))
    return [(_form(post) | form, genuine) for form, genuine in forms]


def _form(post: Post) -> dict[str, object]:
    page = post.visit.path(f"/message/{post.ids[0]}")
    chosen = [str(post.ids[0])]
    token = page.every("input", name="token")[0].get("value", "")
    return {"token": token, "offered": chosen, "to": chosen, "need": [NEED]}


def _rounds(post: Post, dora: Person, hours: int) -> list[OutboxMail]:
    """What is mailed while the worker goes round."""
    told = []
    for _turn in range(hours * 6 + 1):
        post.goes_round()
        told += post.mail()
        post.clock.shift(timedelta(minutes=10))
    dora.be_signed_in(strong=True)
    return told
