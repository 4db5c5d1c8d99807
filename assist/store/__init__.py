"""Encrypted SQLite: cases, forms, feedback; append-only migrations."""

from assist.support.lean import without

# sqlite_utils loads numpy where there is one, only to recognise its types. The window has no use for them, and starts
# sooner and smaller without.
with without("numpy"):
    import sqlite_utils  # noqa: F401 - loaded here so that nothing loads it otherwise
