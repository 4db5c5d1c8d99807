"""Frozen values and pure rules. Standard library only; nothing here does I/O, keeps time or makes threads."""
