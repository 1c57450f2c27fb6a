"""The picture of a link says the link: read by a decoder that is not ours."""

import re

import numpy as np
import pytest
import zxingcpp

from app.finder.sharing import share
from app.plumbing.qr import Code, code


def drawn(picture: Code, scale: int = 4) -> np.ndarray:
    """The picture as a camera sees it: bytes, dark squares black."""
    pixels = np.full((picture.size, picture.size), 255, dtype=np.uint8)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", picture.path):
        pixels[int(y), int(x) : int(x) + int(length)] = 0
    return np.kron(pixels, np.ones((scale, scale), dtype=np.uint8))


@pytest.mark.parametrize("people", [1, 5, 20])
def test_a_camera_reads_the_link(people: int) -> None:
    handed = share("https://attune.example", "/shortlist", "Ab_9-" * 4 * people)
    [found] = zxingcpp.read_barcodes(drawn(handed.code))
    assert found.text == handed.link


def test_other_scripts_can_be_drawn() -> None:
    [found] = zxingcpp.read_barcodes(drawn(code("https://attune.example/#قائمة")))
    assert found.text == "https://attune.example/#قائمة"


def test_the_list_stands_behind_the_sign_that_is_not_sent() -> None:
    assert share("https://attune.example", "/shortlist", "abc").link == "https://attune.example/shortlist#kept=abc"
