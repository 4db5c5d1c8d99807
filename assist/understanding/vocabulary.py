"""The words of English, by how common they are, to tell a typing error from a word.

The list is the one symspellpy comes with: 82,000 words that both a spelling dictionary (SCOWL) and the counts of Google
Books have, the commonest first. Only the file is read; names and newer words come from the vocabulary of the English
model, behind them.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from assist.support.paths import resources

_TOKENIZER = resources() / "models" / "minilm" / "tokenizer.json"
_PACKAGE, _LIST = "symspellpy", "frequency_dictionary_en_82_765.txt"
_LESS_COMMON = 40_000  # rank from which what only the model's vocabulary has is counted


def common_words(tokenizer: Path = _TOKENIZER) -> dict[str, int]:
    """Words with their ranks, 0 the most common; of the model's vocabulary alone where the list is missing.

    Empty when neither can be read.
    """
    listed = _listed()
    found = {word: rank for rank, word in enumerate(listed)}
    behind = _LESS_COMMON if listed else 0
    for rank, word in enumerate(_of_model(tokenizer)):
        found.setdefault(word, behind + rank)
    return found


def _listed() -> list[str]:
    spec = find_spec(_PACKAGE)
    folder = next(iter(spec.submodule_search_locations or ()), None) if spec is not None else None
    try:
        text = "" if folder is None else (Path(folder) / _LIST).read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return []
    words = (line.partition(" ")[0] for line in text.splitlines())
    return [w for w in words if len(w) > 1 and w.isascii() and w.isalpha()]


def _of_model(tokenizer: Path) -> list[str]:
    """The whole words of the English model's vocabulary, which lists them by how common they are."""
    try:
        pieces: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError):
        return []
    return sorted((w for w in pieces if len(w) > 1 and w.isascii() and w.isalpha()), key=pieces.__getitem__)
