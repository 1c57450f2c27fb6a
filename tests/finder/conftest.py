"""Presenters are tried with the words of `tests.wording`."""

from tests.wording import labels, reader

__all__ = ["labels", "reader"]
