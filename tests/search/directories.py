"""Random directories and questions, small enough that everything meets everything."""

from hypothesis import strategies as st

from app.search import (
    AllOf,
    AnyOf,
    AtMost,
    Clause,
    Document,
    Has,
    Lacks,
    OfferDocument,
    Question,
    Within,
    Words,
)
from tests.search.fixed import SCHEMA

_VALUES = ("", "a", "b", "c", "ü")
_WORDS = ("", "an", "anna", "annika", "berg", "bö", "日本")
_NUMBERS = (-(1 << 63), -1, 0, 1, 20, 30, (1 << 63) - 1)
# Only the same place twice is equally far from an origin. Poles and antimeridian are among them.
_PLACES = (
    (53.8, -1.55),
    (53.79, -1.52),
    (51.5, -0.12),
    (-33.9, 151.2),
    (90.0, 0.0),
    (0.3, 179.9),
    (0.1, -179.7),
)
_ORIGINS = ((53.801, -1.548), (51.5, -0.12), (0.2, 179.98), (-90.0, 13.0), (89.9, -77.0))
_IDS = ("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7")


def _faceted(facets: tuple[str, ...]) -> st.SearchStrategy[dict[str, list[str]]]:
    return st.dictionaries(st.sampled_from(facets), st.lists(st.sampled_from(_VALUES), max_size=3))


@st.composite
def _offer(draw: st.DrawFn, offer_id: str) -> OfferDocument:
    numbers = draw(st.dictionaries(st.sampled_from(SCHEMA.offer_numbers), st.sampled_from(_NUMBERS)))
    point = draw(st.none() | st.sampled_from(_PLACES))
    return OfferDocument(offer_id, draw(_faceted(SCHEMA.offer_facets)), numbers, point)


@st.composite
def documents(draw: st.DrawFn, document_id: str) -> Document:
    """A document with this id; keys are often equal, so that ids have to decide."""
    count = draw(st.integers(0, 4))
    return Document(
        id=document_id,
        key=draw(st.sampled_from((0, 1, 7, (1 << 64) - 1))),
        values=draw(_faceted(SCHEMA.person_facets)),
        words=draw(st.lists(st.sampled_from(_WORDS), max_size=3)),
        offers=[draw(_offer(f"{document_id}/{n}")) for n in range(count)],
    )


@st.composite
def directories(draw: st.DrawFn) -> list[Document]:
    """Up to eight documents with different ids."""
    ids = draw(st.lists(st.sampled_from(_IDS), unique=True, max_size=len(_IDS)))
    return [draw(documents(document_id)) for document_id in ids]


@st.composite
def changes(draw: st.DrawFn) -> tuple[list[Document], list[str]]:
    """Documents that change or come, and ids that go; an id may be in both."""
    return draw(directories()), draw(st.lists(st.sampled_from((*_IDS, "unknown")), max_size=4))


def _choices(facets: tuple[str, ...]) -> st.SearchStrategy[Clause]:
    values = st.frozensets(st.sampled_from((*_VALUES, "nobody has it")), max_size=3)
    facet = st.sampled_from(facets)
    return st.builds(Has, facet, values) | st.builds(Lacks, facet, values)


def _nested(simple: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    several = st.lists(simple, min_size=1, max_size=3).map(tuple)
    inner = simple | st.builds(AnyOf, several) | st.builds(AllOf, several)
    outer = st.lists(inner, min_size=1, max_size=2).map(tuple)
    return inner | st.builds(AnyOf, outer) | st.builds(AllOf, outer)


_RADII = st.sampled_from((0.0, 1.0, 3.0, 150.0, 9000.0, 1e300, float("inf")))
_CIRCLES = st.builds(lambda point, km: Within(point[0], point[1], km), st.sampled_from(_ORIGINS), _RADII)
_LIMITS = st.builds(AtMost, st.sampled_from(SCHEMA.offer_numbers), st.sampled_from((*_NUMBERS, -(1 << 80), 1 << 80)))
_TEXTS = st.builds(
    Words,
    st.lists(st.sampled_from((*_WORDS, "none")), max_size=2).map(tuple),
    st.none() | st.sampled_from(("", "a", "ann", "b", "日", "z")),
)
_CLAUSES = _nested(_choices(SCHEMA.person_facets) | _TEXTS) | _nested(
    _choices(SCHEMA.offer_facets) | _CIRCLES | _LIMITS
)
_FACETS = SCHEMA.person_facets + SCHEMA.offer_facets

_SEVERAL = st.lists(_CLAUSES, max_size=3).map(tuple)
_OF_OFFERS = _nested(_choices(SCHEMA.offer_facets) | _CIRCLES | _LIMITS)


def _ordered(order: str) -> st.SearchStrategy[Question]:
    """Questions in one order; a number to order by may be there without need of it."""
    number = st.sampled_from(SCHEMA.offer_numbers)
    return st.builds(
        Question,
        clauses=st.lists(st.tuples(st.none() | st.sampled_from(_FACETS), _CLAUSES), max_size=3).map(tuple),
        wishes=_SEVERAL,
        wholly=_SEVERAL,
        count=st.lists(st.sampled_from(_FACETS), unique=True).map(tuple),
        order=st.just(order),
        origin=st.none() | st.sampled_from(_ORIGINS),
        cheapest_by=st.none() | number,
        least=number if order == "least" else st.none() | number,
        among=st.none() | _OF_OFFERS,
        day=st.sampled_from((-1, 0, 739_000, 1 << 70)),
        first=st.sampled_from((0, 0, 1, 3, 1 << 70)),
        size=st.sampled_from((0, 1, 2, 20, 20, 1 << 70)),
    )


questions = _ordered("rotation") | _ordered("nearest") | _ordered("least")
