"""Lists that an organisation makes of people and services listed here."""
