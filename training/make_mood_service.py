"""Draws service sentences from ``mood_grammar.txt`` into ``mood_service.jsonl``; the same seed, the same sentences.

python training/make_mood_service.py [--each 6]
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20261123
_OPENINGS = {
    "en": ("Hi, ", "Hello. ", "Ok, ", "So ", "Look, ", "Well, ", "Please: "),
    "zh": ("你好,", "您好,", "那个,", "喂,", "嗯,", "客服,"),
}
_ENDINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "pleased": {"en": ("!", "!!", " :)", " 😊", " ❤️", "."), "zh": ("!", "!!", "~", "😊", "👍", "。")},
    "neutral": {"en": (".", "", " please"), "zh": ("。", "", "呢", "哦")},
    "confused": {"en": ("?", "??", " 🤔", "."), "zh": ("?", "??", "呢", "啊")},
    "anxious": {"en": (".", "!", " 😟", "..."), "zh": ("。", "!", "...", "啊", "😰")},
    "frustrated": {"en": (".", "!", " 😞", " smh", "...", "!!"), "zh": ("。", "!", "...", "😞", "唉", "!!")},
    "angry": {"en": ("!", "!!!", " 😡", "."), "zh": ("!", "!!!", "😡", "。")},
}


def read_grammar(path: Path) -> tuple[dict[tuple[str, str], list[str]], dict[tuple[str, str], list[str]]]:
    """Patterns by (language, mood), and words by (language, slot)."""
    patterns: dict[tuple[str, str], list[str]] = defaultdict(list)
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    target: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("="):
            mark, language, name = line.split()
            target = (patterns if mark == "==" else words)[language, name]
        else:
            target += line.split("|") if "|" in line else [line]
    return patterns, words


def sentence(
    rng: random.Random, pattern: str, language: str, mood: str, words: dict[tuple[str, str], list[str]]
) -> str:
    """One sentence: slots filled, at times with an opening, another ending, or in another case."""
    text = pattern
    while "{" in text:  # a word may have slots of its own
        text = re.sub(r"\{(\w+)\}", lambda m: rng.choice(words[language, m.group(1)]), text)
    text = text.strip(" ,")
    if rng.random() < 0.15:
        text = rng.choice(_OPENINGS[language]) + text
    if rng.random() < 0.5 and text[-1] not in "?!.:)":
        text += rng.choice(_ENDINGS[mood][language])
    if language == "zh":
        return text.translate(str.maketrans(",?!", "，？！")) if rng.random() < 0.7 else text
    return text.lower() if rng.random() < 0.2 else text


def main() -> None:
    """Write the file and say how many sentences of each mood it holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--each", type=int, default=6, help="sentences per pattern that has slots; 2 for one without")
    parser.add_argument("--out", type=Path, default=HERE / "mood_service.jsonl")
    args = parser.parse_args()
    rng = random.Random(SEED)  # noqa: S311 - for text, not for secrets
    patterns, words = read_grammar(HERE / "mood_grammar.txt")
    seen: set[str] = set()
    with args.out.open("w", encoding="utf-8") as file:
        for (language, mood), group in patterns.items():
            before = len(seen)
            for number, pattern in enumerate(group):
                for _ in range(args.each if "{" in pattern else 2):
                    text = sentence(rng, pattern, language, mood, words)
                    if text not in seen:
                        seen.add(text)
                        row = {
                            "text": text,
                            "language": language,
                            "mood": mood,
                            "pattern": f"{language}-{mood}-{number}",
                        }
                        file.write(json.dumps(row, ensure_ascii=False) + "\n")
            print(f"{language} {mood}: {len(seen) - before} sentences from {len(group)} patterns")


if __name__ == "__main__":
    main()
