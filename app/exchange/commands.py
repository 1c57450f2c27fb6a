"""`flask import …` and `flask export …`"""

import json
from pathlib import Path
from tempfile import NamedTemporaryFile

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.exchange.actions import apply_plan, plan_import
from app.exchange.decoding import ImportRefused
from app.exchange.hsds.exporting import FORMS, export
from app.exchange.report import as_data, as_text
from app.places.requests import gazetteer
from app.plumbing import clock
from app.plumbing.commands import Progress, speaking_plainly
from app.plumbing.requests import database
from app.plumbing.schema import require_current
from app.vocabulary.queries import read_lexicon


def init_app(app: Flask) -> None:
    app.cli.add_command(_import)
    app.cli.add_command(_export)


@click.command("import")
@click.argument("format_name", metavar="FORMAT")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--apply", "applies", is_flag=True, help="Write what the report says; without it nothing changes.")
@click.option("--report", type=click.Path(path_type=Path), help="Also write the whole report to this file, as JSON.")
@with_appcontext
@speaking_plainly(ImportRefused, OSError)
def _import(format_name: str, file: Path, applies: bool, report: Path | None) -> None:
    """Read a file of services: say what importing it would do, and do it with --apply."""
    require_current(database())
    progress = Progress(f"Import {file.name}")
    progress.say("reading and comparing ...")
    places, today = gazetteer(), clock.today()
    with database().writing() if applies else database().reading() as session:
        lexicon = read_lexicon(session)
        plan = plan_import(session, format_name, file, places, lexicon, today)
        if applies:
            progress.say("writing ...")
            apply_plan(session, plan)
    if report is not None:
        report.write_text(json.dumps(as_data(plan), ensure_ascii=False, indent=1), encoding="utf-8")
    click.echo(as_text(plan, applies))


@click.command("export")
@click.argument("form", metavar="FORM", type=click.Choice(sorted(FORMS)))
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
@speaking_plainly(OSError)
def _export(form: str, file: Path) -> None:
    """Write every public listing to a file: `hsds` as lines of JSON, `hsds-tables` as a data package in a zip."""
    require_current(database())
    if not file.parent.is_dir():
        raise click.ClickException(f"There is no folder {file.parent}.")
    Progress(f"Export to {file.name}").say("writing ...")
    # Under another name until it is whole: nobody takes half a directory for one.
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False) as written:
        try:
            with database().reading() as session:
                count = export(session, form, current_app.config["BASE_URL"], written)
            Path(written.name).replace(file)
        except BaseException:
            Path(written.name).unlink()
            raise
    click.echo(f"{count:,} listings were written to {file}.")
