"""The kinds of questions: each gives a form for an answer, the answer of a form, and an answer in words."""
