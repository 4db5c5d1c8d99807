"""Transcripts in: pasted text, files and streams of many shapes become conversations."""

from assist.intake.transcript import TranscriptIntake

__all__ = ["TranscriptIntake"]
