"""How evenly an order shares out attention: exposure by place on the first page, and its Gini coefficient."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

PAGE = 20
# The discount of rank r by 1 / log2(1 + r). Source: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR
# techniques", ACM TOIS 20 (2002), with ranks from 1.
WEIGHTS = 1 / np.log2(1 + np.arange(1, PAGE + 1))

Exposures = npt.NDArray[np.float64]


def gini(exposures: Exposures) -> float:
    """0: everybody has the same; towards 1: one has everything. At least one positive exposure."""
    ordered = np.sort(exposures)
    size = len(ordered)
    places = np.arange(1, size + 1)
    return float(2 * (places * ordered).sum() / (size * ordered.sum()) - (size + 1) / size)


def expected_gini(size: int, days: int) -> float:
    """What a uniformly random order of `size` listings leaves after so many days, in the limit of many days.

    A day gives somebody weight w with chance 1/size for each w of the page. Sums over days are near normal, and the
    Gini coefficient of a normal distribution is its standard deviation over its mean, over the square root of pi.
    """
    shown = WEIGHTS[:size]
    mean = shown.sum() / size
    deviation = np.sqrt((shown**2).sum() / size - mean**2)
    return float(deviation / (mean * np.sqrt(days)) / np.sqrt(np.pi))


def shuffled_ginis(size: int, days: int, runs: int, seed: int) -> Exposures:
    """The coefficient after so many days of perfect shuffles, for each of several runs."""
    dice = np.random.default_rng(seed)
    found = []
    for _ in range(runs):
        first = dice.random((days, size)).argsort(axis=1)[:, :PAGE]
        weights = np.broadcast_to(WEIGHTS[: first.shape[1]], first.shape)
        found.append(gini(np.bincount(first.ravel(), weights=weights.ravel(), minlength=size)))
    return np.array(found)


def exposures_of(everyone: Sequence[str], days: int, first_page: Callable[[int], Sequence[str]]) -> Exposures:
    """What each of these got over days 0 to `days` - 1 from the first pages, which show nobody else."""
    got = dict.fromkeys(everyone, 0.0)
    for day in range(days):
        for shown, weight in zip(first_page(day), WEIGHTS, strict=False):
            got[shown] += weight
    return np.array(list(got.values()))
