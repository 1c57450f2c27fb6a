"""The sweep itself: it finds a word in whatever form it stands, so that finding none means that there is none."""

import base64
import json
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from tests.silence.at_rest import found, in_folder

WORD = "QuokkaZoö"
TEXT = f"before {WORD} and after"
WAYS = {
    "as it is": TEXT,
    "lower": TEXT.lower(),
    "upper": TEXT.upper(),
    "in an address": quote(TEXT),
    "in a form": quote_plus(TEXT.lower()),
    "in JSON": json.dumps(TEXT),
    **{f"in base64 after {n}": base64.b64encode(("x" * n + TEXT).encode()).decode() for n in range(3)},
    **{f"in an URL's base64 after {n}": base64.urlsafe_b64encode(("x" * n + TEXT).encode()).decode() for n in range(3)},
    "as hex": TEXT.encode().hex(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_word_is_found_in_whatever_form(way: str) -> None:
    assert found([WORD], [("here", WAYS[way].encode())])


def test_it_is_found_in_names_and_contents_of_files(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name, content in ((WORD, "nothing"), ("deep/file", TEXT), ("other", "nothing")):
        (tmp_path / name).write_text(content, encoding="utf-16-le")
    assert {Path(place).name for place in found([WORD], in_folder(tmp_path))} == {WORD, "file"}
