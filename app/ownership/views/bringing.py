"""Bringing a listing back."""
