"""Passkeys (WebAuthn): the ceremonies by which a device shows that it holds one, and what is kept of them."""
