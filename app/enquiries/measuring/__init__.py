"""Measuring how first messages are answered, and keeping nothing by which one could be known again.

`rules` say which count, `actions` count them as they are decided, `quarters` is what stewards are told of all together.
"""
