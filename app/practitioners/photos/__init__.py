"""A record's photo: one the world may see, and one that waits to be looked at while the other stays."""
