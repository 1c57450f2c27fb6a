"""T9, DATA-03: ninety-one days after a hundred messages no byte of them is left, whatever became of each."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from string import ascii_lowercase

from tests.enquiries.conftest import NEED, Post, link_in
from tests.silence.at_rest import Place, found, in_folder, in_tables

# Late in a month, so that its key too has had its time: it is kept for the whole of November.
LAST_EVENING = datetime(2026, 11, 30, 21, tzinfo=UTC)
OF_THE_MESSAGE = (
    "quaggavoice",
    "numbatpurse",
    "okapiplace",
    "axolotlhour",
    "dugongnever",
    "Tarsier Zoë",
    "pangolinpost",
)
WORDS = (*OF_THE_MESSAGE, "saolareply")


def write_one(post: Post, number: int) -> str:
    """One message, and the address of its private page."""
    own_words, pay, where, when, never, name, address = OF_THE_MESSAGE
    to, client = str(post.ids[number % 3]), post.visit.client
    [token] = re.findall(r'name="token"[^>]*value="([^"]+)"', client.get(f"/message/{to}").text)
    post.clock.shift(timedelta(seconds=20))
    # Each is like no other, as a hundred people's would be.
    said = "".join(Random(number).choices(ascii_lowercase, k=60))
    fields = {"own_words": f"{own_words} {said}", "pay": pay, "where": where, "safe_when": when, "never_words": never}
    fields |= {"name": name, "answer_by": "email", "email": f"{address}-{number}@example.org", "need": NEED}
    sent = client.post("/message", data=fields | {"token": token, "offered": to, "to": to})
    assert sent.status_code == 303
    return str(sent.headers["Location"])


def places(post: Post, instance: Path) -> list[Place]:
    files = list(in_folder(instance)) + list(in_tables(post.database))
    if post.database.is_sqlite:
        kept = Path(str(post.database.url.database))
        files += [(str(path), path.read_bytes()) for path in kept.parent.glob(f"{kept.name}*")]
    else:
        files += list(_copied(post))
    return files


def _copied(post: Post) -> list[Place]:
    """Every table as PostgreSQL itself writes it out."""
    with post.database.engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").scalars()
        dumped = []
        for name in names.all():
            driver = connection.connection.driver_connection
            with driver.cursor() as cursor, cursor.copy(f'COPY "{name}" TO STDOUT (FORMAT binary)') as copy:
                dumped.append((f"{name} as bytes", b"".join(bytes(block) for block in copy)))
    return dumped


def send_mail(post: Post) -> None:
    assert post.app.test_cli_runner().invoke(args=["mail", "send"]).exit_code == 0


def test_of_a_hundred_messages_nothing_is_left_after_91_days(post: Post, own_instance: Path) -> None:
    post.clock.move_to(LAST_EVENING)
    pages = [write_one(post, number) for number in range(60)]
    notice = next(mail for mail in post.mail() if mail.recipient == "practice-0@example.org")
    answer = {"given": "yes", "reason": "", "words": WORDS[-1]}
    assert post.visit.client.post(link_in(notice, "/answer/"), data=answer).status_code == 303
    for page in pages[1:10]:
        post.visit.client.post(f"{page}/take-back")
    send_mail(post)
    # No server takes what is written from here on.
    pages += [write_one(post, number) for number in range(60, 100)]
    keys = own_instance / "keys"
    assert found(WORDS, places(post, own_instance)), "there was nothing to be forgotten"
    assert [path.name for path in keys.iterdir()] == ["2026-11"]
    assert post.counted()[0] == 100
    # Those who were not answered are freed and told, by letters that nobody takes either.
    post.clock.shift(timedelta(days=8))
    post.goes_round()
    post.clock.shift(timedelta(days=83))
    post.goes_round()
    assert post.counted() == (0, 0)
    assert list(keys.iterdir()) == []
    assert found(WORDS, places(post, own_instance)) == {}
