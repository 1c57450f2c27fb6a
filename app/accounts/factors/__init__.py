"""What somebody shows beside a password, or in its place: an app's codes, recovery codes, passkeys.

A passkey counts as two factors, because the device has made sure of its owner; recovery codes only stand in for
another factor and are never the only one. Anything wrong counts towards a limit, anything right is accepted once.
Same imports as `accounts`.
"""
