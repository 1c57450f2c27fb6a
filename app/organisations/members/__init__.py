"""Who belongs to an organisation: invited by mail, given a role, removed, gone."""
