"""Criteria are changed one at a time: a chip taken away, a value clicked."""

from decimal import Decimal

from app.criteria.criteria import Criteria, Radius

ASKED = Criteria(
    chosen={"language": ("pa", "ur"), "format": ("video",)},
    without=(("kind", "clinic"), ("format", "phone")),
    near="Leeds",
    within=Radius(Decimal(10), "mi"),
    seen_from="GB-ENG",
    pay=2500,
    currency="EUR",
    q="grief",
    sort="near",
    page=4,
    per_page=50,
)


def test_each_criterion_is_named() -> None:
    assert list(ASKED.each()) == [
        ("language", "pa"),
        ("language", "ur"),
        ("format", "video"),
        ("without", "kind:clinic"),
        ("without", "format:phone"),
        ("near", "Leeds"),
        ("seen_from", "GB-ENG"),
        ("pay", "2500"),
        ("q", "grief"),
    ]


def test_dropping_each_in_turn_leaves_nothing() -> None:
    left = ASKED
    for key, value in ASKED.each():
        left = left.dropping(key, value)
    assert left == Criteria(per_page=50)


def test_one_value_goes_and_its_neighbours_stay() -> None:
    assert ASKED.dropping("language", "pa").chosen == {"language": ("ur",), "format": ("video",)}


def test_the_last_value_takes_the_facet_along() -> None:
    assert ASKED.dropping("format", "video").chosen == {"language": ("pa", "ur")}


def test_a_facet_goes_as_a_whole() -> None:
    assert ASKED.dropping("language").chosen == {"format": ("video",)}


def test_one_exclusion_goes_and_the_other_stays() -> None:
    assert ASKED.dropping("without", "kind:clinic").without == (("format", "phone"),)


def test_without_a_place_there_is_no_radius_and_no_nearest() -> None:
    left = ASKED.dropping("near")
    assert (left.near, left.within, left.sort) == (None, None, "best")


def test_a_point_goes_with_the_place() -> None:
    assert Criteria(lat=53.8, lon=-1.5).dropping("near") == Criteria()


def test_a_currency_goes_with_its_amount() -> None:
    left = ASKED.dropping("pay")
    assert (left.pay, left.currency) == (None, None)


def test_every_change_leads_to_the_first_page() -> None:
    changed = [ASKED.dropping(key, value) for key, value in ASKED.each()]
    changed += [ASKED.choosing("times", "evening"), ASKED.choosing("language", "pa")]
    assert {criteria.page for criteria in changed} == {1}


def test_a_value_is_chosen_once() -> None:
    assert Criteria().choosing("times", "evening").choosing("times", "evening").chosen == {"times": ("evening",)}


def test_choosing_and_dropping_undo_each_other() -> None:
    asked = Criteria(chosen={"language": ("pa",)})
    assert asked.choosing("language", "ur").dropping("language", "ur") == asked


def test_only_what_narrows_makes_a_search() -> None:
    assert Criteria(page=3, per_page=50, sort="best").is_empty
    assert not Criteria(without=(("kind", "clinic"),)).is_empty
    assert not Criteria(lat=0.0, lon=0.0).is_empty
    assert not Criteria(pay=0).is_empty


def test_what_may_stay_unsaid_goes_with_what_it_is_about() -> None:
    asked = Criteria(chosen={"access": ("step-free",)}, pay=100, unstated=("access", "pay"))
    assert asked.dropping("access").dropping("pay") == Criteria()


def test_a_place_implies_where_the_seeker_is_so_that_this_may_stay_unsaid() -> None:
    asked = Criteria(near="Leeds", seen_from="GB-ENG", unstated=("seen_from",))
    assert asked.dropping("seen_from") == Criteria(near="Leeds", unstated=("seen_from",))
    assert asked.dropping("near") == Criteria(seen_from="GB-ENG", unstated=("seen_from",))
    assert asked.dropping("near").dropping("seen_from") == Criteria()
