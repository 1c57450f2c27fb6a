"""How reliably and how soon first messages are answered: small numbers by the month, and what is told of them.

Whoever takes first messages counts (`enquiries/measuring`). No row knows a message, a seeker or a day.
"""
