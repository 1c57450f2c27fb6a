"""Listings as FHIR R4: five resources to read and to search, and nothing to write. No profile is claimed."""
