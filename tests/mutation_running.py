"""Tries mutants within one session of pytest (`-p tests.mutation_running`), each in a fork of it.

What takes long is done once and inherited: imports, collection, the vocabulary, the gazetteer, the plain answers that
tests hold the engine to. A fork then runs the tests that reach the changed function, the quickest first, until one
fails. What the application itself keeps (`lru_cache`) is forgotten first: it was made by the unchanged code.
"""

import json
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from mutmut.mutation import trampoline
from mutmut.state import state

# Asked for by `tests.mutation`: the names to try and where to write how each ended, as mutmut's exit codes.
ASKED = "ATTUNE_MUTANTS"
KILLED, SURVIVED, NO_TESTS = 1, 0, 33
# A fork may use the processor so many times as long as its tests, and these seconds more. The clock does not count:
# a busy machine would pass for mutants noticed.
_TIMES, _MORE = 4, 10
_MEMORY = 3 << 30
_Keeping: type[Any] = type(lru_cache(lambda: None))


@dataclass
class Reached:
    """The tests that reach each function, and how long a test takes."""

    tests: dict[str, list[pytest.Item]] = field(default_factory=lambda: defaultdict(list))
    seconds: dict[pytest.Item, float] = field(default_factory=dict)

    def of(self, mutant: str) -> list[pytest.Item]:
        """The tests that can notice a mutant, quickest first."""
        return sorted(self.tests.get(mutant.partition("__mutmut_")[0], []), key=self.seconds.__getitem__)


class _SessionOnly:
    """Stands for the next test, so that everything but what the session keeps is taken down."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session

    def listchain(self) -> list[pytest.Session]:
        return [self.session]


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Every test once as it stands, then every mutant."""
    asked = json.loads(Path(os.environ[ASKED]).read_text(encoding="utf-8"))
    reached = _unchanged(session)
    with Path(asked["ends"]).open("a", encoding="utf-8") as ends:
        for name, code, seconds in _tried(session, reached, asked["mutants"], asked["processes"]):
            ends.write(json.dumps([name, code, round(seconds, 3)]) + "\n")
            ends.flush()
    return True


def _unchanged(session: pytest.Session) -> Reached:
    """Run all tests on the code as it is; one that fails is left out, and said to be."""
    reached, forget = Reached(), _forgetting()
    for _file, of_file in groupby(session.items, key=lambda item: item.path):
        items = list(of_file)
        forget()
        hits = [_reached_by(item, session, reached) for item in items]
        # What only a file's first test reaches makes what the application then keeps: the other tests stand on it too.
        for function in hits[0].difference(*hits[1:]):
            reached.tests[function] += [item for item, reaching in zip(items, hits, strict=True) if reaching][1:]
    return reached


def _reached_by(item: pytest.Item, session: pytest.Session, reached: Reached) -> set[str]:
    trampoline.set_mutant_under_test("stats")
    began = time.process_time()
    failure = _failure(item, _SessionOnly(session))
    reached.seconds[item] = time.process_time() - began
    hits = set(state()._stats)
    state()._stats.clear()
    if failure is not None:
        print(f"left out, for it fails without any change: {item.nodeid}: {str(failure)[:200]}", flush=True)
        return set()
    for function in hits:
        reached.tests[function].append(item)
    return hits


def _failure(item: pytest.Item, following: object) -> BaseException | None:
    """What a test raises, if it fails."""
    failure: BaseException | None = None
    item._initrequest()  # type: ignore[attr-defined]
    try:
        item.ihook.pytest_runtest_setup(item=item)
        item.ihook.pytest_runtest_call(item=item)
    except pytest.skip.Exception:
        pass
    except BaseException as raised:
        failure = raised
    try:
        item.ihook.pytest_runtest_teardown(item=item, nextitem=following)
    except BaseException as raised:
        failure = failure or raised
    return failure


def _forgetting() -> Callable[[], None]:
    """Empties whatever functions of the application keep of their answers."""
    modules = [module for name, module in sys.modules.items() if name.startswith("app.")]
    # By its type: to ask a proxy of Flask for an attribute asks the application.
    kept = {id(v): v for module in modules for v in vars(module).values() if type(v) is _Keeping}

    def forget() -> None:
        for function in kept.values():
            function.cache_clear()

    return forget


def _tried(
    session: pytest.Session, reached: Reached, mutants: Sequence[str], processes: int
) -> Iterator[tuple[str, int, float]]:
    """(name, exit code, seconds of the processor) of each mutant as it ends."""
    running: dict[int, str] = {}
    forget = _forgetting()
    for name in mutants:
        tests = reached.of(name)
        if not tests:
            yield name, NO_TESTS, 0.0
            continue
        while len(running) >= processes:
            yield from _ended(running)
        if pid := os.fork():
            running[pid] = name
        else:
            _try(session, name, tests, _TIMES * sum(map(reached.seconds.__getitem__, tests)) + _MORE, forget)
    while running:
        yield from _ended(running)


def _ended(running: dict[int, str]) -> Iterator[tuple[str, int, float]]:
    pid, status, used = os.wait4(-1, 0)
    if pid in running:
        yield running.pop(pid), os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime


def _try(
    session: pytest.Session, name: str, tests: Sequence[pytest.Item], seconds: float, forget: Callable[[], None]
) -> None:
    """In the fork: the tests until one fails. Never returns."""
    code = KILLED
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        forget()
        # Asked at every call of a function: as mutmut does it, by the environment, that takes most of the time.
        trampoline.get_mutant_under_test = lambda: name
        following: Any = [*tests[1:], _SessionOnly(session)]
        if all(_failure(test, then) is None for test, then in zip(tests, following, strict=True)):
            code = SURVIVED
    finally:
        os._exit(code)
