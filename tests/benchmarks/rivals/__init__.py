"""The engines that people would otherwise use, each written as well as we can: a weak rival is a lie.

All answer the same questions exactly: the total, the ids of the page in order, and every count of every facet.
"""
