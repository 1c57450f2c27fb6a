"""The public projection: what the world may see of a record, and how it is found.

`Listing` is frozen and public; `source` is the only place that yields one; `facets` declares every facet
once; `publishing` keeps the published rows true within the transaction that changes a record; `live` keeps
each process's search index in step with them; `counts` is how often listings are seen.
May import: plumbing, vocabulary, places, access, credentials, accounts, practitioners, organisations, search.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.listings import commands, counts, publishing, requests

    requests.init_app(app)
    publishing.init_app(app)
    commands.init_app(app)
    counts.init_app(app)
