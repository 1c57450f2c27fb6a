"""The vocabulary desk: stewards look after the words that seekers and practitioners share.

What they decide is marked on the term, so that a later load of the seeds leaves it alone.
"""
