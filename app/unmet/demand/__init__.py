"""What people search for, in blocks of at least ten connections, without a search being stored.

A process marks in memory who asked for one value, at one fee band, in one large area (`tally`); only when a block of
different connections is full is it worth a number, and only those numbers are added to the month's rows, once a day
(`actions`). So neither the database nor anybody who reads it ever learns of fewer than ten, and who asks fifty
times is one. Everything else is forgotten with the month or with the process.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.plumbing import clock, rounds
    from app.unmet.demand.actions import forget_old
    from app.unmet.demand.tally import Tally

    app.extensions["attune.demand"] = Tally()
    rounds.add(app, lambda session: forget_old(session, clock.today()))
