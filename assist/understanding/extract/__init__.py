"""Form filling without a language model: rules that read a conversation and a form, each value with its evidence."""

from assist.understanding.extract.filler import Extractor

__all__ = ["Extractor"]
