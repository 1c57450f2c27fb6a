"""Organisations in their own area."""
