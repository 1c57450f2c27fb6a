"""`flask vocabulary …`"""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.plumbing.commands import speaking_plainly
from app.plumbing.requests import database
from app.plumbing.schema import require_current
from app.vocabulary.actions import load
from app.vocabulary.seeds import BadVocabulary


def init_app(app: Flask) -> None:
    app.cli.add_command(_vocabulary)


# So many terms fit into the one line that says what was left alone.
_NAMED = 8
_vocabulary = AppGroup("vocabulary", help="The words seekers and therapists share.")


@_vocabulary.command("load")
@speaking_plainly(BadVocabulary)
def _load() -> None:
    """Bring the vocabulary to what seeds/vocabulary says; running it again changes nothing."""
    require_current(database())
    with database().writing() as session:
        loaded = load(session, Path(current_app.root_path).parent / "seeds" / "vocabulary")
    click.echo(f"{loaded.terms} terms in {loaded.schemes} schemes: {loaded.changed} changed, {loaded.retired} retired.")
    if loaded.left:
        named = ", ".join(loaded.left[:_NAMED]) + (
            f" and {len(loaded.left) - _NAMED} more" * (len(loaded.left) > _NAMED)
        )
        click.echo(f"Left as stewards decided: {named}.")
