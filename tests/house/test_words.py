"""Every string a person reads goes through gettext; nothing names another host."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from app.plumbing.assets import ORDER
from tests.house.source import APP, name_of

TEMPLATES = sorted((APP / "templates").rglob("*.html"))
STATIC = sorted(path for path in (APP / "static").rglob("*") if path.suffix in (".css", ".js", ".svg"))
STYLES = [path for path in STATIC if path.suffix == ".css"]

_ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
_READ_ATTRIBUTES = re.compile(r"""\s(?:aria-label|placeholder|title|alt|content)=["']([^"'{]*[A-Za-z]{3}[^"'{]*)["']""")
_HOST = re.compile(r"""https?://(?!www\.w3\.org/)[^\s"'<>)]+""")
_PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|text-align:\s*(?:left|right))\b\s*[:;]"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_text_goes_through_gettext(path: Path) -> None:
    bare = "".join(_literal_text(path.read_text(encoding="utf-8")))
    text = re.sub(r"<!--.*?-->|<[^>]*>|&[a-z]+;|&#\d+;", " ", bare, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{2,}[^<]{0,40}", text) == []


def _literal_text(source: str) -> list[str]:
    """What stands in a template outside of expressions and `trans` blocks, with its tags."""
    pieces, inside_trans = [], 0
    tokens = list(_ENVIRONMENT.lex(source))
    for position, (_line, kind, value) in enumerate(tokens):
        if (kind == "name" and tokens[position - 2][1] == "block_begin") or (
            kind == "name" and tokens[position - 1][1] == "block_begin"
        ):
            inside_trans += (value == "trans") - (value == "endtrans")
        if kind == "data" and not inside_trans:
            pieces.append(value)
        elif kind == "variable_begin":
            pieces.append("\u2026")
    return pieces


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_attributes_a_person_hears_go_through_gettext(path: Path) -> None:
    source = re.sub(r"<meta[^>]*>", "", path.read_text(encoding="utf-8"))
    assert _READ_ATTRIBUTES.findall(source) == []


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=name_of)
def test_no_other_host_is_named(path: Path) -> None:
    assert _HOST.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_styles_use_logical_properties(path: Path) -> None:
    assert _PHYSICAL.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_every_style_is_joined_into_the_sheet(path: Path) -> None:
    place = path.relative_to(APP / "static" / "css").parts[0]
    assert place in ORDER


@pytest.mark.parametrize("path", sorted((APP / "templates" / "components").glob("*.html")), ids=name_of)
def test_every_component_has_an_example(path: Path) -> None:
    assert (APP / "templates" / "gallery" / path.name).exists()
