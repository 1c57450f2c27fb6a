"""What a browser is asked to forget when somebody leaves (T1)."""

from werkzeug.wrappers import Response


def forgetting(answer: Response, *kinds: str) -> Response:
    """The answer with the request to forget.

    "cache" is not among the kinds: Chrome takes seconds to clear it, holding the page in sight until it has
    (crbug.com/40233601), and what it caches of this site are styles and scripts. Pages are `no-store`.
    """
    answer.headers["Clear-Site-Data"] = ", ".join(f'"{kind}"' for kind in kinds)
    return answer
