"""Edits a pack's files in place: what an edit does not touch stays as it is, byte for byte where it can."""
