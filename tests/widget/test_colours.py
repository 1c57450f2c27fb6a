"""Colours of a frame: only pairs that can be read, and those the style sheet has."""

import re
from itertools import product

import pytest

from app.widget.colours import ENOUGH, GROUNDS, LEADS, ON_LEAD, USUAL, Unreadable, contrast, parts, theme
from config import ROOT

SHEET = (ROOT / "app/static/css/layouts/widget.css").read_text("utf-8")
TOKENS = (ROOT / "app/static/css/tokens.css").read_text("utf-8")


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(("lead", "ground"), [*product(LEADS, GROUNDS)])
def test_a_pair_is_readable_or_refused(lead: str, ground: str) -> None:
    pairs = [(c, g, on) for c, g, on in zip(LEADS[lead].pair, GROUNDS[ground].pair, ON_LEAD, strict=True) if c and g]
    readable = all(contrast(c, g) >= ENOUGH and contrast(c, on) >= ENOUGH for c, g, on in pairs)
    if readable:
        assert parts(theme(lead, ground)) == (lead, ground)
        return
    with pytest.raises(Unreadable, match="the contrast is"):
        theme(lead, ground)
    assert parts(f"{lead}-{ground}") == tuple(USUAL.split("-"))


def test_some_are_refused_and_each_colour_can_be_had() -> None:
    allowed = {
        (lead, ground) for lead, ground in product(LEADS, GROUNDS) if parts(f"{lead}-{ground}") == (lead, ground)
    }
    assert len(allowed) < len(LEADS) * len(GROUNDS)
    assert {lead for lead, _ground in allowed} == set(LEADS)
    assert {ground for _lead, ground in allowed} == set(GROUNDS)


def test_what_is_no_colour_is_refused() -> None:
    with pytest.raises(Unreadable):
        theme("teal", "url(x)")


def test_the_style_sheet_has_the_same_colours() -> None:
    usual = re.findall(r"--(lead|paper): light-dark\((#\w+), (#\w+)\)", TOKENS)
    own = re.findall(r"\.lead-(\w+) \{ --lead: light-dark\((#\w+), (#\w+)\)", SHEET)
    found = {name: (day, night) for name, day, night in (*usual, *own)}
    assert found.pop("paper") == GROUNDS["paper"].pair
    found["teal"] = found.pop("lead")
    assert found == {name: colour.pair for name, colour in LEADS.items()}
    grounds = dict(re.findall(r"\.ground-(\w+) \{ color-scheme: light; --paper: (#\w+)", SHEET))
    assert grounds == {name: ground.day for name, ground in GROUNDS.items() if ground.night is None}
