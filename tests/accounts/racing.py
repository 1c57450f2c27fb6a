"""Many at once, from two processes: what a thief with a code, and its owner, could try in the same moment."""

import threading
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

from config import Config

Try = Callable[..., bool]
TRIES, PROCESSES = 50, 2


def race(config: Config, attempt: Try, *given: Any) -> Counter[bool]:
    """The outcomes of 50 tries of `attempt(session, *given)`, half in each of two processes, all let go at once."""
    context = get_context("spawn")
    gate, outcomes = context.Barrier(TRIES), context.Queue()
    processes = [context.Process(target=_run, args=(config, attempt, given, gate, outcomes)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    counted = Counter(outcomes.get(timeout=120) for _ in range(TRIES))
    for process in processes:
        process.join()
    return counted


def _run(config: Config, attempt: Try, given: tuple[Any, ...], gate: Any, outcomes: Any) -> None:
    from app import create_app

    app = create_app(config)

    def once() -> None:
        gate.wait()
        with app.test_request_context(), app.extensions["attune.database"].writing() as session:
            outcome = attempt(session, *given)
        outcomes.put(outcome)

    threads = [threading.Thread(target=once) for _ in range(TRIES // PROCESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    app.extensions["attune.database"].dispose()
