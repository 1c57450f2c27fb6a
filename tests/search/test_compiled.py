"""Who does not search does not load the compiler; who is about to has every loop ready."""

import subprocess
import sys

# In a process of its own: here others have searched before.
_TOLD = """
import sys
import app.api.views, app.exchange.commands
from app.search import prepare
from app.search.compiled import _EVERY
print("numba" in sys.modules)
prepare()
# An inner loop has no signature, and is no more than a part of others.
print(len(_EVERY) > 9, all(loop._made.signatures for loop in _EVERY if loop._signature))
"""


def test_loops_are_made_when_they_are_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", _TOLD], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]
