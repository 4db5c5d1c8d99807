"""Readers of the JSON other systems write, one module a family; each shape is recognised by what is in it."""

from __future__ import annotations

from assist.intake.systems.all import FAMILIES, SHAPES, read_known

__all__ = ["FAMILIES", "SHAPES", "read_known"]
