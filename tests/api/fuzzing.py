"""Our own API under schemathesis with all its checks: `make fuzz`, or with a number of examples a route `python -m
tests.api.fuzzing 2000`.

By its command line, against a server on loopback: every phase and every check of it is there, as others would run it.
"""

import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from app.access.actions import create_key
from config import ROOT, Config
from tests.benchmarks.instance import SECRET, prepared

LISTINGS = 250
OURS = "/api/v1/openapi.json"
DESCRIPTIONS = (OURS, "/hsds/v3/openapi.json", "/oruk/v3/openapi.json")
# What is tried here is what is answered, not how often.
_LIMITS = ("api_per_minute", "api_per_day", "api_key_per_minute", "api_key_per_day")
NO_LIMITS: dict[str, Any] = dict.fromkeys(_LIMITS, 9_999_999)


@dataclass(frozen=True)
class Outcome:
    """What schemathesis said, how many requests it made, and what did not hold."""

    said: str
    code: int
    cases: int


class Quiet(WSGIRequestHandler):
    """A handler that says nothing of each request."""

    def log_request(self, *_said: object) -> None:
        """What came, schemathesis knows."""


def fuzz(app: Flask, examples: int, *, path: str = OURS, seed: int = 1) -> Outcome:
    """Run it over a whole description of this application, with a key that opens all of it."""
    with app.extensions["attune.database"].writing() as session:
        key = create_key(session, f"For every question, {uuid4()}")
    asked: list[str] = []

    def counted(environ: Any, start: Any) -> Any:
        asked.append(environ["REQUEST_METHOD"])
        return app.wsgi_app(environ, start)

    server = make_server("127.0.0.1", 0, counted, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        ran = _run(f"http://127.0.0.1:{server.server_port}", str(key), path, examples, seed)
    finally:
        server.shutdown()
        server.server_close()
    return Outcome(ran.stdout + ran.stderr, ran.returncode, len(asked))


def _run(address: str, key: str, path: str, examples: int, seed: int) -> "subprocess.CompletedProcess[str]":
    command: list[str | Path] = [Path(sys.executable).with_name("schemathesis")]
    command += ["--config-file", ROOT / "schemathesis.toml", "run", "--no-color", "--checks", "all"]
    command += ["--max-examples", str(examples), "--seed", str(seed), "--suppress-health-check", "all", "--no-shrink"]
    command += ["--request-timeout", "60"]
    base = address if path == OURS else f"{address}{path.removesuffix('/openapi.json')}"
    command += ["--header", f"Authorization: Bearer {key}", "--url", base, f"{address}{path}"]
    with TemporaryDirectory() as folder:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def main() -> None:
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    config = Config(
        instance_dir=prepared(LISTINGS), environment="testing", secret_key=SECRET, log_level="ERROR", **NO_LIMITS
    )
    outcomes = [fuzz(create_app(config), examples, path=path) for path in DESCRIPTIONS]
    for path, outcome in zip(DESCRIPTIONS, outcomes, strict=True):
        sys.stdout.write(f"{outcome.said}\n{path}: {outcome.cases:,} requests\n")
    sys.exit(max(outcome.code for outcome in outcomes))


if __name__ == "__main__":
    main()
