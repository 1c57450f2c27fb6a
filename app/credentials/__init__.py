"""Registers of professional bodies, entries in them, and the dated acts of checking an entry.

May import: plumbing, vocabulary, places, access.
"""
