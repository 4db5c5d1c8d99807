"""Leaf helpers: paths, child processes, redacting log, crash file, translation lookup."""
