"""The sentences of the corpus, each with the address that a thoughtful person would expect."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"
MACROS = {
    "SHORT": "fee_help=free fee_help=pay-what-you-can fee_help=sliding-scale fee_help=concession fee_help=sponsored",
    "WRITE": "contact_mode=email contact_mode=text contact_mode=form",
    "SECULAR": "without=approach:christian-counselling without=approach:islamic-psychology without=approach:pastoral",
}
_KEYS = "=", " "


@dataclass(frozen=True)
class Example:
    """A sentence, the pairs it should become, and the file it stands in."""

    said: str
    pairs: frozenset[tuple[str, str]]
    file: str


def examples(name: str = "*") -> list[Example]:
    """The examples of the files of this name, `held_out` only when asked for."""
    files = sorted(file for file in FOLDER.glob(f"{name}.txt") if file.stem != "known_misses")
    return [example for file in files for example in _of(file)]


def _of(file: Path) -> list[Example]:
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = [line.partition(" =>") for line in lines if line.strip() and not line.startswith("# ")]
    return [Example(said, pairs_of(expected), file.stem) for said, _arrow, expected in rows]


def pairs_of(text: str) -> frozenset[tuple[str, str]]:
    """`near=Stoke on Trent pay=20` as pairs; a word without a sign goes on the value before it."""
    for macro, meaning in MACROS.items():
        text = text.replace(macro, meaning)
    parts: list[str] = []
    for part in text.split():
        if "=" in part or not parts:
            parts.append(part)
        else:
            parts[-1] += f" {part}"
    return frozenset((key, value) for key, _sign, value in (part.partition("=") for part in parts))
