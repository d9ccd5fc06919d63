"""`make bench`: our API and the stack that it replaces, measured side by side."""
