"""How often a listing was seen, by whole months, without knowing who looked.

A process counts in memory (`tally`) what `visits` says is a person who did not object, and adds its totals to the
month's row now and then (`keeping`): no row, time, address or cookie of a visit is ever there to be kept. When a month
is over, its totals are made coarse where they are kept (`rounding`), and only then shown, to their practitioner alone.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.listings.counts.rounding import forget_old, round_off
    from app.listings.counts.tally import Tally
    from app.plumbing import clock, rounds

    app.extensions["attune.tally"] = Tally()
    rounds.add(app, lambda session: round_off(session, clock.now()))
    rounds.add(app, lambda session: forget_old(session, clock.today()))
