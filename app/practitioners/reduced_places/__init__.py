"""Reduced places as a counter: taken, given back, never below none or above all."""
