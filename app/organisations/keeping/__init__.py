"""Who keeps the services of an organisation."""
