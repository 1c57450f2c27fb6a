"""Organisations and their services: clinics, groups and community services, own or from public registers.

May import: plumbing, vocabulary, places, access, credentials, accounts, practitioners.
"""
