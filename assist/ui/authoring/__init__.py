"""The knowledge window: a team lead lists, edits, tries and brings in the parts of a pack."""
