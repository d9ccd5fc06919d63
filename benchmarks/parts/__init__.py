"""
What `make bench PART=name` can measure: one module for each part.

A part has `steps()`: how each table is called, and a function that takes a Setting and
yields its rows.
"""
