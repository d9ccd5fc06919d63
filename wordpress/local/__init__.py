"""A real WordPress from Debian packages, for `make run` and for the tests in tests/real."""
