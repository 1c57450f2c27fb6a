"""How a conversation stands, in words and in steps: never two things at once."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enquiries import standing
from app.enquiries.models import Conversation
from app.enquiries.rules import ENDS, LEFT, Reason, State

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


def conversation(state: State, *, read: bool = False, here: bool = True, ended_by: str | None = None) -> Conversation:
    asked = Conversation(id=uuid4(), state=state, sent_at=NOW, due_at=NOW + timedelta(days=7))
    asked.practitioner_id = uuid4() if here else None
    asked.read_at, asked.answered_at, asked.ended_by = (NOW if read else None), None, ended_by
    return asked


conversations = st.builds(
    conversation,
    st.sampled_from(State),
    read=st.booleans(),
    here=st.booleans(),
    ended_by=st.sampled_from([None, "seeker", "practitioner", LEFT]),
)


@given(conversations)
def test_one_step_is_now_and_nothing_comes_after_an_end(asked: Conversation) -> None:
    kinds = [mark.kind for mark in standing.track(asked)]
    assert kinds.count("now") == 1
    assert kinds == sorted(kinds, key=["done", "now", "ahead"].index)
    waits = standing.shown(asked) in (State.SENT, State.READ)
    assert ("ahead" in kinds) == waits


@given(conversations)
def test_nobody_is_shown_that_a_message_is_held(asked: Conversation) -> None:
    assert standing.shown(asked) != State.HELD


@given(conversations)
def test_whoever_is_there_has_not_left(asked: Conversation) -> None:
    if asked.practitioner_id is not None:
        assert standing.shown(asked) != LEFT
    elif State(asked.state) not in ENDS:
        assert standing.shown(asked) == LEFT


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_about_the_practice(reason: Reason) -> None:
    words = standing.reason_words(reason)
    assert words is not None
    assert words.startswith(("They ", "It is not what they"))
