"""Encrypted SQLite: cases, forms, feedback; append-only migrations."""
