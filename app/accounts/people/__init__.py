"""What stewards do to accounts: suspend, make a steward, help somebody who has lost every second step.

Each act has a reason from a short list, a line in the trail, and a letter to whom it concerns; what may undo a
protection needs two stewards where there are two (threats T5, T8). Same imports as `accounts`.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.accounts.people.actions import carry_out_resets, follow_bounces
    from app.plumbing import rounds

    for task in (follow_bounces, carry_out_resets):
        rounds.add(app, task)
