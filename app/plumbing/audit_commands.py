"""`flask audit …`"""

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.plumbing.auditing import Broken, NoHead, head_of, read_head, verify
from app.plumbing.commands import Progress, speaking_plainly
from app.plumbing.requests import database
from app.plumbing.schema import require_current


def init_app(app: Flask) -> None:
    app.cli.add_command(_audit)


_audit = AppGroup("audit", help="The trail of who did what.")


@_audit.command("head")
@speaking_plainly(Broken)
def _head() -> None:
    """Print the head; kept on another machine, a line a day, it shows later whether the trail was cut off."""
    require_current(database())
    with database().reading() as session:
        click.echo(str(head_of(session)))


@_audit.command("verify")
@click.option("--head", "heads", multiple=True, help="A head as `audit head` printed it; may be given more than once.")
@click.option(
    "--heads",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of such heads, one a line.",
)
@speaking_plainly(Broken, NoHead)
def _verify(heads: tuple[str, ...], file: Path | None) -> None:
    """Walk the whole trail and say how many lines it has and what its head is; fails at the first bad line."""
    require_current(database())
    kept = [*heads, *(line for line in (file.read_text(encoding="utf-8").splitlines() if file else ()) if line.strip())]
    exported = [read_head(text) for text in kept]
    with database().reading() as session:
        head = verify(session, exported, progress=Progress("Walking the trail"))
    click.echo(f"The trail is whole: {head.sequence:,} lines. Its head is {head}")
