"""What an organisation puts into its own page: one frame, or a script that makes it, or a plain link. Pure."""

from dataclasses import dataclass

from markupsafe import Markup

from app.widget import loader, rules
from app.widget.models import Widget
from app.widget.wanting import everything

# Forms to search, tabs to read in; no script, no storage, no way to lead the page around away.
SANDBOX = "allow-forms allow-popups allow-popups-to-escape-sandbox"
_FRAME = Markup(
    '<iframe src="{src}" title="{title}" width="{width}" height="{height}" loading="lazy" referrerpolicy="no-referrer"'
    ' sandbox="{sandbox}" style="border:0"></iframe>'
)
_SCRIPT = Markup(
    '<script src="{src}" integrity="{integrity}" crossorigin="anonymous" data-widget="{widget}"'
    ' data-title="{title}"></script>'
)


@dataclass(frozen=True, slots=True)
class Snippets:
    """What may be copied; `address` is the frame's own, `link` that of the same search on our site."""

    frame: str
    script: str
    link: str
    address: str


def snippets(widget: Widget, base: str) -> Snippets:
    """All of them, for a site that answers at `base`."""
    address = f"{base}/widget/{widget.id}"
    search = rules.address(f"{base}/find", everything(widget))
    script = _SCRIPT.format(
        src=f"{base}/widget/loader-{loader.VERSION}.js",
        integrity=loader.INTEGRITY,
        widget=widget.id,
        title=widget.heading,
    )
    link = Markup('<a href="{href}">{words}</a>').format(href=search, words=widget.heading)
    return Snippets(framed(widget, base), str(script), str(link), address)


def framed(widget: Widget, base: str, width: str = "100%", most: int | None = None) -> str:
    """The frame as HTML, no higher than `most`."""
    high = rules.height(widget.height) if most is None else min(rules.height(widget.height), most)
    src = f"{base}/widget/{widget.id}"
    return str(_FRAME.format(src=src, title=widget.heading, width=width, height=high, sandbox=SANDBOX))
