"""Attune's own engine."""

from collections.abc import Iterable
from pathlib import Path

from app.search import Document, Question, build
from tests.benchmarks.directory import SCHEMA
from tests.benchmarks.memory import resident
from tests.benchmarks.rivals.rival import Reply


class Attune:
    """`app.search`, as the product uses it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, documents: Iterable[Document]) -> None:
        self.snapshot = build(SCHEMA, documents)

    def answer(self, question: Question) -> Reply:
        answer = self.snapshot.answer(question)
        return Reply(answer.total, tuple(hit.id for hit in answer.hits), answer.counts)

    def size_on_disk(self) -> int:
        return 0

    def resident(self) -> int:
        return resident()

    def close(self) -> None:
        """Nothing is open."""
