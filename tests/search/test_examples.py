"""Each rule of the engine by an example."""

import pytest

from app.search import (
    AllOf,
    AnyOf,
    AtMost,
    Clause,
    Document,
    Has,
    Hit,
    Lacks,
    OfferDocument,
    Question,
    Schema,
    Snapshot,
    Within,
    Words,
    build,
)

SCHEMA = Schema(("language",), ("format",), ("price",))
LEEDS, BRADFORD, LONDON = (53.80, -1.55), (53.79, -1.75), (51.51, -0.13)


def offer(
    offer_id: str,
    form: str = "in-person",
    price: int | None = None,
    point: tuple[float, float] | None = None,
) -> OfferDocument:
    return OfferDocument(offer_id, {"format": [form]}, {} if price is None else {"price": price}, point)


def person(document_id: str, *offers: OfferDocument, language: str = "en", words: str = "", key: int = 0) -> Document:
    return Document(document_id, key, {"language": [language]}, words.split(), offers)


def always(*clauses: Clause) -> tuple[tuple[None, Clause], ...]:
    return tuple((None, clause) for clause in clauses)


def found(snapshot: Snapshot, *clauses: Clause) -> list[str]:
    return [hit.id for hit in snapshot.answer(Question(always(*clauses))).hits]


def has(facet: str, *values: str) -> Has:
    return Has(facet, frozenset(values))


def test_all_offer_clauses_hold_for_one_and_the_same_offer() -> None:
    snapshot = build(SCHEMA, [person("a", offer("1", "video", 90), offer("2", "in-person", 20))])
    assert found(snapshot, has("format", "video"), AtMost("price", 30)) == []


def test_a_person_without_offers_matches_when_nothing_is_asked_of_offers() -> None:
    assert found(build(SCHEMA, [person("a")]), has("language", "en")) == ["a"]


def test_a_person_without_offers_lacks_nothing_of_an_offer() -> None:
    assert found(build(SCHEMA, [person("a")]), Lacks("format", frozenset({"video"}))) == []


def test_values_of_a_choice_are_any_of() -> None:
    snapshot = build(SCHEMA, [person("a", language="pa"), person("b", language="ur"), person("c")])
    assert found(snapshot, has("language", "pa", "ur")) == ["a", "b"]


def test_a_choice_without_values_matches_nobody() -> None:
    assert found(build(SCHEMA, [person("a")]), has("language")) == []


def test_an_unknown_value_matches_nobody() -> None:
    assert found(build(SCHEMA, [person("a")]), has("language", "tlh")) == []


def test_a_price_not_stated_is_within_no_limit() -> None:
    assert found(build(SCHEMA, [person("a", offer("1"))]), AtMost("price", 1 << 80)) == []


def test_the_limit_itself_is_within() -> None:
    assert found(build(SCHEMA, [person("a", offer("1", price=30))]), AtMost("price", 30)) == ["a"]


def test_no_distance_at_all_is_the_place_itself() -> None:
    snapshot = build(SCHEMA, [person("a", offer("1", point=LEEDS)), person("b", offer("2", point=BRADFORD))])
    assert found(snapshot, Within(*LEEDS, 0)) == ["a"]


def test_an_offer_without_a_point_is_near_nothing() -> None:
    assert found(build(SCHEMA, [person("a", offer("1"))]), Within(*LEEDS, float("inf"))) == []


def test_a_circle_crosses_the_antimeridian() -> None:
    snapshot = build(SCHEMA, [person("a", offer("1", point=(0.0, 179.99))), person("b", offer("2", point=(0.0, 0.0)))])
    assert found(snapshot, Within(0.0, -179.99, 3)) == ["a"]


def test_all_longitudes_meet_at_the_pole() -> None:
    snapshot = build(SCHEMA, [person("a", offer("1", point=(90.0, 120.0)))])
    assert found(snapshot, Within(90.0, -45.0, 0.001)) == ["a"]


def test_everywhere_is_within_half_the_way_round() -> None:
    snapshot = build(SCHEMA, [person("a", offer("1", point=(-53.8, 178.45)))])
    assert found(snapshot, Within(*LEEDS, 20_016)) == ["a"]


def test_ways_to_match_an_offer_may_be_combined() -> None:
    near = AllOf((has("format", "in-person"), Within(*LEEDS, 20)))
    snapshot = build(
        SCHEMA,
        [
            person("a", offer("1", point=BRADFORD)),
            person("b", offer("2", point=LONDON)),
            person("c", offer("3", "video")),
        ],
    )
    assert found(snapshot, AnyOf((near, has("format", "video")))) == ["a", "c"]


def test_every_whole_word_is_there() -> None:
    snapshot = build(SCHEMA, [person("a", words="grief and loss"), person("b", words="grief")])
    assert found(snapshot, Words(("grief", "loss"))) == ["a"]


def test_a_prefix_is_the_beginning_of_some_word() -> None:
    snapshot = build(SCHEMA, [person("a", words="grieving"), person("b", words="agrief")])
    assert found(snapshot, Words((), "grie")) == ["a"]


def test_an_empty_prefix_asks_for_any_word() -> None:
    assert found(build(SCHEMA, [person("a", words="x"), person("b")]), Words((), "")) == ["a"]


def test_no_words_ask_for_nothing() -> None:
    assert found(build(SCHEMA, [person("a")]), Words(())) == ["a"]


def test_a_count_leaves_out_the_choice_of_its_own_facet() -> None:
    snapshot = build(SCHEMA, [person("a", language="pa"), person("b", language="ur")])
    question = Question((("language", has("language", "pa")),), count=("language",))
    assert snapshot.answer(question).counts == {"language": {"pa": 1, "ur": 1}}


def test_a_count_keeps_what_no_facet_owns() -> None:
    snapshot = build(SCHEMA, [person("a", language="pa"), person("b", language="ur")])
    question = Question(always(has("language", "pa")), count=("language",))
    assert snapshot.answer(question).counts == {"language": {"pa": 1}}


def test_a_count_of_an_offer_facet_counts_each_person_once() -> None:
    snapshot = build(SCHEMA, [person("a", offer("1", "video", 10), offer("2", "video", 20))])
    question = Question(always(AtMost("price", 20)), count=("format",))
    assert snapshot.answer(question).counts == {"format": {"video": 1}}


def test_a_count_of_an_offer_facet_looks_only_at_matching_offers() -> None:
    snapshot = build(SCHEMA, [person("a", offer("1", "video", 10), offer("2", "in-person", 90))])
    question = Question(always(AtMost("price", 20)), count=("format",))
    assert snapshot.answer(question).counts == {"format": {"video": 1}}


def test_the_nearest_matching_offer_is_shown() -> None:
    snapshot = build(SCHEMA, [person("a", offer("far", point=LONDON), offer("near", point=BRADFORD))])
    (hit,) = snapshot.answer(Question(origin=LEEDS)).hits
    assert hit.offer == "near"
    assert hit.distance_km == pytest.approx(13.2, abs=0.1)


def test_an_offer_in_a_place_is_shown_before_one_that_is_in_none() -> None:
    snapshot = build(SCHEMA, [person("a", offer("video", "video", 5), offer("there", price=90, point=LONDON))])
    (hit,) = snapshot.answer(Question(origin=LEEDS, cheapest_by="price")).hits
    assert hit.offer == "there"


def test_the_cheapest_matching_offer_is_shown() -> None:
    snapshot = build(SCHEMA, [person("a", offer("unsaid"), offer("dear", price=90), offer("cheap", price=20))])
    (hit,) = snapshot.answer(Question(cheapest_by="price")).hits
    assert hit == Hit("a", "cheap", None)


def test_of_equal_offers_the_first_is_shown() -> None:
    snapshot = build(SCHEMA, [person("a", offer("z", price=20), offer("b", price=20))])
    (hit,) = snapshot.answer(Question(cheapest_by="price")).hits
    assert hit.offer == "z"


def test_a_person_without_offers_is_shown_without_one() -> None:
    assert build(SCHEMA, [person("a")]).answer(Question(origin=LEEDS)).hits == (Hit("a", None, None),)


def test_nearest_comes_first_and_whoever_has_no_place_last() -> None:
    snapshot = build(
        SCHEMA,
        [
            person("nowhere", offer("1", "video")),
            person("far", offer("2", point=LONDON)),
            person("near", offer("3", point=BRADFORD)),
        ],
    )
    hits = snapshot.answer(Question(order="nearest", origin=LEEDS)).hits
    assert [hit.id for hit in hits] == ["near", "far", "nowhere"]


def test_equal_keys_are_ordered_by_id() -> None:
    assert found(build(SCHEMA, [person("b"), person("c"), person("a")])) == ["a", "b", "c"]


def test_each_day_has_its_own_order() -> None:
    snapshot = build(SCHEMA, [person(str(n), key=n) for n in range(9)])
    orders = {tuple(hit.id for hit in snapshot.answer(Question(day=day)).hits) for day in (5, 6, 7, 8)}
    assert len(orders) == 4


def test_a_day_has_the_same_order_whatever_was_asked_before() -> None:
    snapshot = build(SCHEMA, [person(str(n), key=n) for n in range(9)])
    first = snapshot.answer(Question(day=5)).hits
    for other in (6, 7, 4, 8):
        snapshot.answer(Question(day=other))
    assert snapshot.answer(Question(day=5)).hits == first


def test_a_page_beyond_the_last_is_empty() -> None:
    assert build(SCHEMA, [person("a")]).answer(Question(first=1 << 70)).hits == ()


def test_an_empty_directory_answers() -> None:
    assert build(SCHEMA, []).answer(Question(count=("language", "format"))).counts == {
        "language": {},
        "format": {},
    }


def test_progress_ends_with_the_number_read() -> None:
    heard: list[int] = []
    build(SCHEMA, [person("a"), person("b")], heard.append)
    assert heard == [2]
