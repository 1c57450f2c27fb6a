"""Telling somebody when there is news of a search: someone like this is listed, or a reduced place opens.

What was asked, who was found last time and the address are sealed by monthly keys and gone after ninety days unless
the address's owner says that they still want to hear.
"""
