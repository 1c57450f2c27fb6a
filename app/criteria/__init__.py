"""The conversation every door holds: criteria from the URL, the question put to the index, the findings.

One grammar serves the finder's pages, the API and the widget (see `grammar`); doors may not import each
other, so what they share lives here. Nothing here renders.
May import: plumbing, vocabulary, places, access, urgent_help, search, listings.
"""
