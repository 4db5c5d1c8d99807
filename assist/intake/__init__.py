"""Transcripts in: who said what, in whatever shape it was copied out."""
