"""What of the rows that hang on an account is whose, and what of them is not handed out. A test holds both lists true:
a new table or column that hangs on an account is handed out and deleted, or stands here with a reason."""

# Keys that point to an account whose rows belong to somebody else.
NOT_THEIRS = {
    "review.decided_by": "a decision belongs to the listing it is about; who decided is emptied",
    "proposal.proposed_by": "a proposal belongs to the account it is about; it goes with whoever made it too",
    "vouch.given_by": "a vouch belongs to the listing it is about; which member gave it is emptied",
    "conversation.practitioner_id": "a conversation is the seeker's, whose page stays; with whom it was is emptied",
}

# Tables of rows that go when the account goes, but are not its owner's to read.
OF_OTHERS = {
    "waiting_entry": "whoever waits for a place is somebody else, known by a sealed address",
    "collection_entry": "whom an organisation lists, and what it says of why, is the organisation's",
    "report_case": "what others reported, and who of the stewards did what about it",
    "report_count": "what others reported",
    "report_text": "what others wrote, sealed",
    "report_case_act": "what stewards did about what others reported",
    "stewards_note": "what stewards write to one another",
    "conversation_words": "what was written in a conversation is read in it; nobody else's part is handed out",
    "blocked_sender": "whom a practitioner blocked is kept as a hash that says nothing",
    "reply_count": "exact numbers would say whose mail was read; what is told of them is handed out",
    "reply_mark": "whose answer has counted is the seekers' affair, and only a mark that many share",
    "reply_part": "deleted with the quarter; it says no more than that somebody wrote",
    "monthly_count": "exact numbers would say who came; the whole months are handed out as they are shown",
}

# Columns of one's own rows that are not handed out. Raw bytes never are: they are keys, and hashes of keys.
NOT_HANDED_OUT = {
    "account.password_hash": "whoever finds the archive could guess at the password",
    "authenticator_app.sealed_secret": "it would make codes",
    "register_check.checked_by": "which steward it was is the stewards' own",
    "register_check.note": "what stewards write to one another",
    "register_check.evidence": "where stewards keep what they saw",
    "review.decided_by": "which steward it was is the stewards' own",
    "proposal.proposed_by": "which steward it was is the stewards' own",
    "vouch.given_by": "which member of the organisation it was is the organisation's own",
    "withholding.steward": "which steward it was is the stewards' own",
    "photo.large": "the name of a file; the file itself is in the archive",
    "photo.small": "the name of a file; the file itself is drawn from the large one",
    "evidence.file": "the name of a file; the file itself is in the archive",
}
