"""What practitioners tell us, private until they say otherwise: profile, identity and consent, offers, fees.

A `Record` is the private side of whatever is listed; a practitioner's own here, an organisation's service
in `organisations`. What the world may see of it is made in `listings`, never here.
May import: plumbing, vocabulary, places, access, credentials, accounts.
"""
