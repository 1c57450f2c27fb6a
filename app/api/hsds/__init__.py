"""Listings as services of the Human Services Data Specification (HSDS 3.1), open to everybody without a key."""
