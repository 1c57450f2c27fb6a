"""Wishes, whole matches and the order by a number, each rule by an example and all of them by property."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from app.search import AnyOf, AtMost, Clause, Document, Hit, Lacks, Question, Within, Words, build
from tests.search import plain
from tests.search.directories import SCHEMA as SMALL
from tests.search.directories import directories, questions
from tests.search.test_examples import BRADFORD, LEEDS, LONDON, SCHEMA, always, has, offer, person

EVENING, ENGLISH, CHEAP = has("format", "evening"), has("language", "en"), AtMost("price", 30)


def hits(question: Question, *people: Document) -> list[Hit]:
    return list(build(SCHEMA, people).answer(question).hits)


def order(question: Question, *people: Document) -> list[str]:
    return [hit.id for hit in hits(question, *people)]


def test_a_wish_limits_nothing() -> None:
    assert build(SCHEMA, [person("a")]).total(Question(wishes=(has("language", "pa"),))) == 1


def test_whole_matches_limit_nothing() -> None:
    assert build(SCHEMA, [person("a")]).total(Question(wholly=(has("language", "pa"),))) == 1


def test_who_meets_more_wishes_comes_first() -> None:
    people = [person("a"), person("b", words="grief"), person("c", language="pa", words="grief")]
    question = Question(wishes=(has("language", "pa"), Words(("grief",))))
    assert order(question, *people) == ["c", "b", "a"]


def test_the_offer_that_meets_most_wishes_is_shown_though_another_is_nearer_and_cheaper() -> None:
    one = person("a", offer("near", "day", 10, LEEDS), offer("far", "evening", 30, LONDON))
    (hit,) = hits(Question(wishes=(EVENING, CHEAP), origin=LEEDS, cheapest_by="price"), one)
    assert (hit.offer, hit.met) == ("far", (True, True))


def test_wishes_about_offers_are_met_by_one_and_the_same_offer() -> None:
    (hit,) = hits(Question(wishes=(EVENING, CHEAP)), person("a", offer("1", "evening", 90), offer("2", "day", 20)))
    assert (hit.offer, hit.met) == ("1", (True, False))


def test_wishes_look_only_at_offers_that_match() -> None:
    one = person("a", offer("1", "evening", 90), offer("2", "day", 20))
    (hit,) = hits(Question(always(CHEAP), wishes=(EVENING,)), one)
    assert (hit.offer, hit.met) == ("2", (False,))


def test_without_an_offer_no_wish_about_offers_is_met() -> None:
    (hit,) = hits(Question(wishes=(ENGLISH, EVENING, Lacks("format", frozenset({"x"})))), person("a"))
    assert hit == Hit("a", None, None, (True, False, False), whole=True)


def test_without_an_offer_no_match_of_offers_is_whole() -> None:
    (hit,) = hits(Question(wholly=(EVENING,)), person("a"))
    assert not hit.whole


def test_a_whole_match_needs_one_offer_that_holds_everything() -> None:
    (hit,) = hits(Question(wholly=(EVENING, CHEAP)), person("a", offer("1", "evening", 90), offer("2", "day", 20)))
    assert (hit.offer, hit.whole) == ("1", False)


def test_the_offer_that_makes_the_match_whole_is_shown() -> None:
    (hit,) = hits(Question(wholly=(EVENING,)), person("a", offer("1", "day", 5), offer("2", "evening", 90)))
    assert (hit.offer, hit.whole) == ("2", True)


def test_wishes_come_before_whole_matches_in_the_rotation() -> None:
    people = [person("whole", words="sure"), person("wished", language="pa")]
    question = Question(wishes=(has("language", "pa"),), wholly=(Words(("sure",)),))
    assert order(question, *people) == ["wished", "whole"]


def test_whole_matches_come_before_others_that_meet_as_many_wishes() -> None:
    people = [person("a"), person("b", words="sure")]
    assert order(Question(wholly=(Words(("sure",)),)), *people) == ["b", "a"]


def test_among_equals_the_rotation_decides() -> None:
    people = [person(f"p{n}", language="pa", key=n) for n in range(30)]
    wished = Question(wishes=(has("language", "pa"),), day=739_000, size=50)
    assert order(wished, *people) == order(replace(wished, wishes=()), *people)


def test_by_distance_whole_matches_come_first() -> None:
    people = [person("near", offer("1", point=LEEDS)), person("far", offer("2", "evening", point=LONDON))]
    assert order(Question(order="nearest", origin=LEEDS, wholly=(EVENING,)), *people) == ["far", "near"]


def test_by_distance_the_distance_comes_before_the_wishes() -> None:
    people = [person("far", offer("1", "evening", point=BRADFORD)), person("near", offer("2", point=LEEDS))]
    assert order(Question(order="nearest", origin=LEEDS, wishes=(EVENING,)), *people) == ["near", "far"]


def test_equally_far_wishes_decide() -> None:
    people = [person("a", offer("1", point=LEEDS)), person("b", offer("2", "evening", point=LEEDS))]
    assert order(Question(order="nearest", origin=LEEDS, wishes=(EVENING,)), *people) == ["b", "a"]


def test_by_distance_the_nearest_offer_is_shown_whatever_is_wished() -> None:
    one = person("a", offer("wished", "evening", point=BRADFORD), offer("near", "day", point=LEEDS))
    (hit,) = hits(Question(order="nearest", origin=LEEDS, wishes=(EVENING,)), one)
    assert (hit.offer, hit.met) == ("near", (False,))


def test_by_number_the_least_comes_first_and_what_is_not_stated_last() -> None:
    people = [person("a", offer("1")), person("b", offer("2", price=90)), person("c", offer("3", price=0)), person("d")]
    assert order(Question(order="least", least="price"), *people) == ["c", "b", "a", "d"]


def test_by_number_only_offers_among_those_named_count() -> None:
    people = [person("a", offer("1", "day", 5)), person("b", offer("2", "evening", 90))]
    assert order(Question(order="least", least="price", among=EVENING), *people) == ["b", "a"]


def test_by_number_an_offer_of_the_others_is_not_shown_for_being_small() -> None:
    one = person("a", offer("1", "day", 5), offer("2", "evening", 90))
    (hit,) = hits(Question(order="least", least="price", among=EVENING), one)
    assert hit.offer == "2"


def test_by_number_whole_matches_come_first() -> None:
    people = [person("a", offer("1", price=5)), person("b", offer("2", price=90), words="sure")]
    assert order(Question(order="least", least="price", wholly=(Words(("sure",)),)), *people) == ["b", "a"]


def test_equal_numbers_are_decided_by_wishes() -> None:
    people = [person("a", offer("1", price=5)), person("b", offer("2", price=5), language="pa")]
    assert order(Question(order="least", least="price", wishes=(has("language", "pa"),)), *people) == ["b", "a"]


def test_of_offers_with_equal_numbers_the_nearest_is_shown() -> None:
    one = person("a", offer("far", price=5, point=LONDON), offer("near", price=5, point=BRADFORD))
    (hit,) = hits(Question(order="least", least="price", origin=LEEDS), one)
    assert hit.offer == "near"


@pytest.mark.parametrize("wish", [AnyOf((EVENING, CHEAP)), AnyOf((Within(*LEEDS, 20), EVENING))])
def test_a_wish_may_be_any_of_several(wish: Clause) -> None:
    (hit,) = hits(Question(wishes=(wish,)), person("a", offer("1"), offer("2", "evening")))
    assert (hit.offer, hit.met) == ("2", (True,))


@settings(deadline=None, max_examples=150)
@given(directories(), questions)
def test_neither_wishes_nor_whole_matches_decide_who_is_there(documents: list[Document], question: Question) -> None:
    snapshot, bare = build(SMALL, documents), replace(question, wishes=(), wholly=())
    asked, without = snapshot.answer(question), snapshot.answer(bare)
    assert (asked.total, asked.counts) == (without.total, without.counts)


@settings(deadline=None, max_examples=150)
@given(directories(), questions)
def test_everyone_is_on_exactly_one_page_in_every_order(documents: list[Document], question: Question) -> None:
    whole = build(SMALL, documents).answer(replace(question, first=0, size=100))
    assert Counter(hit.id for hit in whole.hits) == Counter(
        document.id for document in documents if plain.matches(SMALL, document, question.clauses)
    )


@settings(deadline=None, max_examples=150)
@given(directories(), questions)
def test_an_offer_that_is_shown_matches(documents: list[Document], question: Question) -> None:
    by_id = {document.id: document for document in documents}
    for hit in build(SMALL, documents).answer(question).hits:
        shown = replace(by_id[hit.id], offers=[o for o in by_id[hit.id].offers if o.id == hit.offer])
        assert plain.matches(SMALL, shown, question.clauses)
        assert (hit.offer is None) <= (not by_id[hit.id].offers)
