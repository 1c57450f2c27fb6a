"""The benchmarks themselves: rivals answer as we do, results keep their sections, documents are what they say."""

from pathlib import Path

import pytest

from tests.benchmarks import results
from tests.benchmarks.directory import FACETS, MOST_OFFERS, documents
from tests.benchmarks.load import complete
from tests.benchmarks.questions import questions
from tests.benchmarks.rivals.rival import Reply
from tests.benchmarks.rivals.worker import ENGINES, engine_named

LISTINGS, QUESTIONS = 400, 120


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> list[Reply]:
    """What our engine answers."""
    engine = engine_named("Attune", tmp_path_factory.mktemp("ours"))
    engine.build(documents(LISTINGS))
    return [engine.answer(question) for question in questions(QUESTIONS)]


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "Attune"])
def test_a_rival_answers_exactly_as_ours(name: str, ours: list[Reply], tmp_path: Path) -> None:
    rival = engine_named(name, tmp_path)
    try:
        rival.build(documents(LISTINGS))
        for question, expected in zip(questions(QUESTIONS), ours, strict=True):
            reply = rival.answer(question)
            assert (reply.total, reply.ids) == (expected.total, expected.ids), question
            assert {facet: dict(reply.counts[facet]) for facet in FACETS} == expected.counts, question
        assert rival.resident() > 0
    finally:
        rival.close()


def test_the_questions_find_somebody_and_leave_somebody_out(ours: list[Reply]) -> None:
    assert sum(0 < reply.total < LISTINGS for reply in ours) > QUESTIONS // 2


def test_documents_are_the_same_again_and_fewer_are_the_first_of_more() -> None:
    assert list(documents(50)) == list(documents(60))[:50]
    assert next(documents(1, seed=2)) != next(documents(1, seed=1))


def test_documents_are_as_many_sided_as_promised() -> None:
    several = list(documents(3000))
    offers = [offer for document in several for offer in document.offers]
    assert 2.4 < len(offers) / len(several) < 2.6
    assert max(len(document.offers) for document in several) == MOST_OFFERS
    assert 0.78 < sum("price" in offer.numbers for offer in offers) / len(offers) < 0.82
    shared = [{offer.point for offer in document.offers if offer.point} for document in several]
    assert sum(len(points) == 1 for points in shared) > len(several) / 2


def test_a_section_is_replaced_and_the_others_stay_in_order(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    for name in ("pages", "engines.1000000", "engines.100000", "something new"):
        results.write_section(name, name.title(), f"first {name}", file)
    results.write_section("pages", "Pages", "second", file)
    assert list(results.read_sections(file)) == ["engines.100000", "engines.1000000", "pages", "something new"]
    text = file.read_text(encoding="utf-8")
    assert "first pages" not in text and text.count("second") == 1 and text.startswith(results.TITLE)


@pytest.mark.parametrize(
    ("answer", "is_complete"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", False),
        (b"HTTP/1.1 200 OK\r\nContent-Le", False),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n", False),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", True),
    ],
)
def test_an_answer_is_complete_when_its_last_byte_is_there(answer: bytes, is_complete: bool) -> None:
    assert complete(answer) is is_complete
