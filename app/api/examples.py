"""What the page for developers shows: requests to try, each with the answer that this installation gives now.

The tests take them from the page, run them as they stand, and compare.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import current_app

from app.api.changing import word_of
from app.api.presenters import Presenter, pairs_of
from app.criteria.findings import find
from app.criteria.grammar import serialise
from app.criteria.requests import asking, parsed
from app.listings.changed import present
from app.listings.listing import Audience
from app.plumbing.requests import database_session
from app.understanding.requests import understood

ASKED = {"language": "pa", "pay": "40", "per_page": "1", "facets": "none"}
SAID = "a woman who speaks Punjabi, online, up to £40"


@dataclass(frozen=True, slots=True)
class Example:
    """`curl` and `python` do the same; `answer` is what comes of it, None where it is a file or different each time."""

    key: str
    curl: str
    python: str
    answer: str | None = None


def examples(presenter: Presenter, audience: Audience) -> Mapping[str, Example]:
    """All of them, by key."""
    base = f"{presenter.base_url}/api/v1"
    shown = (_search(base, presenter, audience), _sentence(base), _export(base), _changes(base))
    return {example.key: example for example in shown}


def _search(base: str, presenter: Presenter, audience: Audience) -> Example:
    asked = parsed(also=("facets",), pairs=ASKED.items())
    findings = find(database_session(), asking(audience), asked.criteria, facets=False)
    query = urlencode(ASKED)
    return Example(
        "search",
        f'curl "{base}/listings?{query}"',
        f"""\
import json
from urllib.request import urlopen

with urlopen("{base}/listings?{query}") as answer:
    found = json.load(answer)
print(found["total"], found["sentence"])
""",
        _written(presenter.search(findings, asked.ignored, facets=False)),
    )


def _sentence(base: str) -> Example:
    found = understood(SAID)
    answer = {
        "query": urlencode(serialise(found.criteria)),
        "criteria": pairs_of(found.criteria),
        "understood": [{"text": text, "as": meaning} for text, meaning in found.understood],
        "not_understood": list(found.not_understood),
        "urgent": found.urgent,
    }
    said = current_app.json.dumps({"say": SAID})
    return Example(
        "sentence",
        f"""\
curl "{base}/understanding" \\
  -H "Content-Type: application/json" \\
  -d '{said}'""",
        f"""\
import json
from urllib.request import Request, urlopen

said = json.dumps({{"say": "{SAID}"}}).encode()
question = Request("{base}/understanding", said, {{"Content-Type": "application/json"}})
with urlopen(question) as answer:
    print(json.load(answer)["query"])
""",
        _written(answer),
    )


def _export(base: str) -> Example:
    return Example(
        "export",
        f"""\
curl "{base}/export.ndjson" \\
  -H "Authorization: Bearer $(cat attune-key)" \\
  -o listings.ndjson""",
        f"""\
import json
from pathlib import Path
from urllib.request import Request, urlopen

key = {{"Authorization": "Bearer " + Path("attune-key").read_text().strip()}}
with urlopen(Request("{base}/export.ndjson", headers=key)) as lines:
    *listings, end = map(json.loads, lines)
assert end["end"] and end["count"] == len(listings), "the file is cut off"
print(end["count"], end["cursor"])
""",
    )


def _changes(base: str) -> Example:
    cursor = word_of(present(database_session()), current_app.config["SECRET_KEY"])
    return Example(
        "changes",
        f"""\
curl "{base}/changes?since={cursor}" \\
  -H "Authorization: Bearer $(cat attune-key)\"""",
        f"""\
import json
from pathlib import Path
from urllib.request import Request, urlopen

key = {{"Authorization": "Bearer " + Path("attune-key").read_text().strip()}}
copy, cursor, more = {{}}, "{cursor}", True
while more:
    with urlopen(Request("{base}/changes?since=" + cursor, headers=key)) as answer:
        page = json.load(answer)
    for change in page["changes"]:
        if change["change"] == "removed":
            copy.pop(change["id"], None)
        else:
            copy[change["id"]] = change["listing"]
    cursor, more = page["cursor"], page["more"]
print(len(copy), cursor)
""",
        _written({"changes": [], "cursor": cursor, "more": False, "ignored": []}),
    )


def _written(answer: Any) -> str:
    return current_app.json.dumps(answer, indent=2, separators=(",", ": "))
