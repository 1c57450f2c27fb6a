"""Criteria become an address and come back the same."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.criteria.criteria import UNSTATABLE, WISHABLE, Criteria, Radius
from app.criteria.grammar import parse, serialise
from app.listings.facets import BY_KEY
from app.vocabulary.folding import words
from app.vocabulary.lexicon import Lexicon
from tests.criteria.conftest import Read

# What organisations make is not in the vocabulary that ships.
_FACETS = tuple(key for key, facet in BY_KEY.items() if not facet.of_organisations)
_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
_TIDY = _TEXT.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def _slugs(draw: st.DrawFn, lexicon: Lexicon) -> tuple[str, str]:
    facet = draw(st.sampled_from(_FACETS))
    known = [slug for slug in lexicon.terms(facet) if lexicon.term(facet, slug) is lexicon.terms(facet)[slug]]
    return facet, draw(st.sampled_from(known))


@st.composite
def _radii(draw: st.DrawFn) -> Radius:
    thousandths = draw(st.integers(0, 12_000_000))
    return Radius(Decimal(thousandths).scaleb(-3), draw(st.sampled_from(("km", "mi"))))


@st.composite
def _places(draw: st.DrawFn) -> dict[str, Any]:
    place: dict[str, Any] = {"near": draw(st.none() | _TIDY)}
    if draw(st.booleans()):
        # An address has no minus before a zero.
        place |= {"lat": draw(st.floats(-90, 90)) + 0.0, "lon": draw(st.floats(-180, 180)) + 0.0}
    if place["near"] or "lat" in place:
        place["sort"] = draw(st.sampled_from(("best", "near", "soonest")))
    return place | {"within": draw(st.none() | _radii())}


@st.composite
def any_criteria(draw: st.DrawFn, lexicon: Lexicon) -> Criteria:
    """Criteria as the grammar may give them."""
    chosen: dict[str, tuple[str, ...]] = {}
    for facet, slug in draw(st.lists(_slugs(lexicon), max_size=6, unique=True)):
        chosen[facet] = (*chosen.get(facet, ()), slug)
    money: dict[str, Any] = {}
    if draw(st.booleans()):
        money = {
            "pay": draw(st.integers(0, 9_999_999)),
            "currency": draw(st.sampled_from((None, "GBP", "JPY", "KWD"))),
        }
        money["pay"] //= 100 if money["currency"] == "JPY" else 1
    return _wishing(
        draw,
        Criteria(
            chosen=chosen,
            without=tuple(draw(st.lists(_slugs(lexicon), max_size=3, unique=True))),
            prefer=tuple(draw(st.lists(_slugs(lexicon), max_size=3, unique=True))),
            unstated=tuple(draw(st.lists(st.sampled_from((*_FACETS, *UNSTATABLE)), max_size=3, unique=True))),
            language_level=draw(st.sampled_from((None, "any"))),
            reduced_open=draw(st.booleans()),
            seen_from=draw(st.none() | st.sampled_from(("GB-ENG", "GB", "US-CA", "IE", "AU-NSW"))),
            q=draw(st.none() | _TIDY.filter(lambda text: bool(words(text)))),
            page=draw(st.integers(1, 100_000)),
            per_page=draw(st.integers(1, 50)),
            **draw(_places()),
            **money,
        ),
    )


def _wishing(draw: st.DrawFn, asked: Criteria) -> Criteria:
    """Some of the single values as wishes."""
    there = [key for key, _value in asked.each() if key in WISHABLE]
    for key in draw(st.lists(st.sampled_from(there), unique=True)) if there else ():
        asked = replace(asked, prefer=(*asked.prefer, (key, None)))
    return asked


@given(data=st.data())
def test_what_is_written_is_read_back_the_same(lexicon: Lexicon, data: st.DataObject) -> None:
    asked = data.draw(any_criteria(lexicon))
    parsed = parse(serialise(asked), lexicon, "GBP")
    assert (parsed.criteria, parsed.problems, parsed.ignored) == (asked, (), ())


@given(data=st.data())
def test_the_canonical_address_of_an_address_is_its_own(lexicon: Lexicon, data: st.DataObject) -> None:
    pairs = data.draw(st.permutations(serialise(data.draw(any_criteria(lexicon)))))
    canonical = serialise(parse(pairs, lexicon, "GBP").criteria)
    assert serialise(parse(canonical, lexicon, "GBP").criteria) == canonical


@given(
    st.lists(
        st.tuples(
            st.sampled_from((*_FACETS, "without", "prefer", "unstated", "near", "within", "lat", "q", "pay", "?")),
            st.text(),
        )
    )
)
def test_any_address_is_read_without_fail(read: Read, pairs: list[tuple[str, str]]) -> None:
    parsed = read(*pairs)
    assert read(*serialise(parsed.criteria)).criteria == parsed.criteria


def test_nothing_asked_is_the_empty_address() -> None:
    assert serialise(Criteria()) == []


def test_values_keep_the_order_in_which_they_were_asked_for(read: Read) -> None:
    asked = [("language", "ur"), ("format", "video"), ("language", "pa")]
    assert serialise(read(*asked).criteria) == [("language", "ur"), ("language", "pa"), ("format", "video")]


def test_defaults_are_not_written(read: Read) -> None:
    assert serialise(read(("page", "1"), ("per_page", "20"), ("sort", "best")).criteria) == []
