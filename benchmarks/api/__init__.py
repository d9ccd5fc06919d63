"""The API against its peer: the three tables."""
