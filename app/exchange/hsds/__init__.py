"""Listings as files of human services data (HSDS 3.1), and such files as listings: our own whole, others' as far as
their words go. `PROFILE.md` says what rides in attributes because HSDS has no word for it; every package holds it.
"""
