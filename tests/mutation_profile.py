"""What hypothesis does in a mutation run (`-p tests.mutation_profile`): no deadline, the same examples each time.

A deadline would count a busy machine as a mutant killed, and other examples would make a survivor of it by chance.
"""

from typing import Any

from hypothesis import Phase, settings

settings.register_profile(
    "mutation", deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile("mutation")
MOST_EXAMPLES = 60


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Fewer examples than a usual run: every mutant that nobody notices costs them all."""
    for item in items:
        test = getattr(item, "function", None)
        own = getattr(test, "_hypothesis_internal_use_settings", None)
        if own is not None and own.max_examples > MOST_EXAMPLES:
            test._hypothesis_internal_use_settings = settings(own, max_examples=MOST_EXAMPLES)
