"""What is kept apart: messages that came in a surge, or look like a machine's. None is dropped, none is read by a
steward, and of a surge whoever it is for is told once (T3, T10)."""
