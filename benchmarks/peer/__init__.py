"""
The stack that our API replaces: FastAPI and Mangum, with one SQLite connection.

It follows the first generation's description, its faults included: one connection for
all threads, a cache keyed by the raw header, WordPress asked inside the event loop, and
nobody asked who may see an item. Only its client of WordPress is better: it is pooled.
"""
