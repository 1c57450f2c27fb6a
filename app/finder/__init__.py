"""The public face: home, results, a listing, urgent help, the promises. It renders what `criteria` finds.

Presenters (`results`, `cards`, `panel`, `profile`, …) turn findings into small frozen objects that hold words
and geometry for one reader; templates only place them.
May import: plumbing, vocabulary, places, access, urgent_help, search, listings, criteria, understanding, unmet.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the public pages and what every page's layout asks for."""
    from app.criteria.wording import day_letters
    from app.finder import (
        addresses,
        crawlers,
        first_message,
        gallery,
        quiet,
        safety,
        together_views,
        unmet_views,
        views,
    )
    from app.finder.saying import examples
    from app.finder.told import TOLD
    from app.listings.requests import fictional
    from app.plumbing import locale

    locale.momentary(app, TOLD)
    app.register_blueprint(views.finder)
    app.register_blueprint(crawlers.blueprint)
    app.register_blueprint(unmet_views.unmet)
    app.register_blueprint(together_views.together)
    first_message.init_app(app)
    safety.init_app(app)
    gallery.init_app(app)
    app.jinja_env.globals.update(addresses=addresses, quiet=quiet)
    app.jinja_env.globals.update(fictional=fictional, day_letters=day_letters, say_examples=examples)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
