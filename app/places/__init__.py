"""Where people are: finding places offline, distances, and the coarse points that the public may see.

``Gazetteer`` answers "where is LS6, القاهرة, Portland, Maine?" from files that ship with the project;
``PlaceFinder`` (the only user of geopy) puts an operator's own geocoder before it; ``grid`` snaps practices
so that distances cannot reveal a home. Imports numpy, geopy and nothing from the other folders of app/ but
plumbing.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    from app.places import commands

    commands.init_app(app)
