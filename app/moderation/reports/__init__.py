"""Reports from anyone about a listing, and the cases they become.

Nobody has to say who they are, so nothing of them is kept. However many report one listing, it is one case; no number
of them hides anything: a steward does, and says why.
"""
