"""A seeker's own words, understood: a sentence in, criteria out. Pure: no model, no network, nothing kept.

A sentence becomes `tokens`; `places`, `money`, `ages` and the vocabulary's own words (`phrases`) are found in it,
longest first; `people` decides whether a word is said of the practitioner or of the seeker, `scope` what is a wish
and what is unwanted; what is left over is quoted back. Words of grammar are data: `seeds/understanding/`.
May import: plumbing, vocabulary, places, access, urgent_help, search, listings, criteria.
"""
