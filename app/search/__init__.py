"""The search engine: documents in, an immutable snapshot out; a question in, an answer out.

Two levels: a person (a document) and the person's offers; all clauses about an offer must hold for one and
the same offer. A roaring bitmap per value, a numpy column per number or point; every answer is exact.
It knows nothing of therapy, Flask or SQL, and its snapshots may be shared by threads.
May import: the standard library, numpy, numba and pyroaring; nothing of app.
"""

from app.search.compiled import prepare
from app.search.documents import Document, OfferDocument, Schema
from app.search.matching import Known
from app.search.question import (
    AllOf,
    Answer,
    AnyOf,
    AtMost,
    Clause,
    Has,
    Hit,
    Lacks,
    Question,
    Within,
    Words,
)
from app.search.rotation import rotation_rank
from app.search.saving import UnusableSnapshot, load, save
from app.search.snapshot import Snapshot, build

__all__ = [
    "AllOf",
    "Answer",
    "AnyOf",
    "AtMost",
    "Clause",
    "Document",
    "Has",
    "Hit",
    "Known",
    "Lacks",
    "OfferDocument",
    "Question",
    "Schema",
    "Snapshot",
    "UnusableSnapshot",
    "Within",
    "Words",
    "build",
    "load",
    "prepare",
    "rotation_rank",
    "save",
]
