"""Addresses of searches as people might make them: mixed, the same for the same seed."""

import random
from urllib.parse import urlencode

PLACES = ("Leeds", "London", "LS6", "Bristol", "M1", "Glasgow", "Exeter", "Birmingham", "Dublin", "Cardiff", "SE1")
CHOICES = {
    "concern": ("anxiety", "trauma", "grief", "depression", "relationships"),
    "language": ("pa", "ur", "pl", "ar", "cy", "bfi"),
    "format": ("video", "in-person", "phone"),
    "gender": ("woman", "man", "non-binary"),
    "community": ("south-asian", "refugees", "lgbtq"),
    "approach": ("emdr", "person-centred", "somatic-experiencing"),
    "times": ("evening", "weekend"),
    "access": ("step-free",),
    "age_group": ("18-25", "26-64"),
    "fee_help": ("sliding-scale",),
}
WORDS = ("grief", "anx", "couples", "gentle")


def addresses(count: int, seed: int = 1) -> list[str]:
    """So many paths with queries. Half name a place, two in five a price, one in ten words; a few turn the page."""
    dice = random.Random(f"addresses {seed}")
    return [_address(dice) for _ in range(count)]


def _address(dice: random.Random) -> str:
    asked: list[tuple[str, str]] = []
    for facet in dice.sample(sorted(CHOICES), dice.choice((0, 1, 1, 2, 3))):
        asked.append((facet, dice.choice(CHOICES[facet])))
    if dice.random() < 0.5:
        asked.append(("near", dice.choice(PLACES)))
        if dice.random() < 0.3:
            asked.append(("sort", "near"))
    if dice.random() < 0.4:
        asked.append(("pay", str(dice.choice((5, 20, 25, 30, 40, 60)))))
    if dice.random() < 0.1:
        asked.append(("q", dice.choice(WORDS)))
    if dice.random() < 0.2:
        asked.append(("page", "2"))
    return f"/find?{urlencode(asked)}" if asked else "/find"
