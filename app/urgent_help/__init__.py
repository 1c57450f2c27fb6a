"""Crisis lines by country and audience, each with its source and the day it was checked; words of danger.

Read from `seeds/urgent_help/` at start: they must be there when the database is not.
May import: plumbing, vocabulary, places, access.
"""

from pathlib import Path

from flask import Flask


def init_app(app: Flask) -> None:
    from app.urgent_help.lines import read_lines
    from app.urgent_help.words import read_words

    seeds = Path(app.root_path).parent / "seeds" / "urgent_help"
    app.extensions["attune.urgent_help"] = read_lines(seeds / "lines.toml")
    app.extensions["attune.urgent_help.words"] = read_words(seeds)
