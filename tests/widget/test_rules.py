"""Which sites may show a widget, and how high it stands (WID-02, WID-05)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.widget.rules import LEAST, MOST, STEP, BadOrigin, height, origin

REFUSED = """
*
https://*
https://*.example.org
https://example.*
https://example.org/path
https://example.org//
https://example.org?x=1
https://example.org#x
https://example.org:0
https://example.org:00443
https://example.org:65536
https://example.org:99999999
https://example.org:
https://example.org:port
https://user@example.org
https://user:secret@example.org
https://:@example.org
http://example.org
http://localhost
http://127.0.0.1:8000
https://localhost
https://127.0.0.1
https://[::1]
https://2130706433
https://0x7f.1
ftp://example.org
javascript:alert(1)
data:text/html,x
null
'none'
'self'
https:
https://
https:example.org
//example.org
example.org
https://example
https://example..org
https://.example.org
https://example.org.
https://-example.org
https://example-.org
https://exa_mple.org
https://exa mple.org
https://example.org https://other.org
https://example.org;script-src *
https://example.org,https://other.org
https://example.org\\other.org
https://еxample.org
https://examplе.org
https://xn--xample-2of.org
https://www.xn--xample-2of.org
https://ехаmple.org
https://example。org
https://ｅxample.org
https://exampleⅼ.org
https://exam%70le.org
""".strip().splitlines()


@pytest.mark.parametrize(
    "typed", [*REFUSED, "", "https://example.org\n", "https://exa\tmple.org", "https://\u212aey.org"]
)
def test_wid_02_what_is_no_exact_site_is_refused(typed: str) -> None:
    with pytest.raises(BadOrigin) as refusal:
        origin(typed)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.ORG/", "https://example.org"),
        (" https://www.example.co.uk ", "https://www.example.co.uk"),
        ("https://example.org:443", "https://example.org"),
        ("https://example.org:8443", "https://example.org:8443"),
    ],
)
def test_a_site_is_kept_as_browsers_write_it(typed: str, kept: str) -> None:
    assert origin(typed) == kept


def test_a_site_on_this_machine_may_be_tried_where_that_is_allowed() -> None:
    assert origin("http://127.0.0.1:8000", local=True) == "http://127.0.0.1:8000"
    with pytest.raises(BadOrigin):
        origin("http://example.org", local=True)


@given(st.text())
def test_whatever_is_typed_is_refused_or_safe_in_a_header(typed: str) -> None:
    for text in (typed, f"https://{typed}", f"https://example.org{typed}"):
        try:
            kept = origin(text)
        except BadOrigin:
            continue
        assert origin(kept) == kept
        assert kept.startswith("https://")
        assert not set(kept[8:]) - set("abcdefghijklmnopqrstuvwxyz0123456789.-:")


@given(st.integers(-(10**6), 10**6))
def test_wid_05_a_height_is_whole_steps_within_bounds(wanted: int) -> None:
    found = height(wanted)
    assert found % STEP == 0
    assert LEAST <= found <= MOST
    assert abs(found - wanted) <= STEP / 2 or found in (LEAST, MOST)
