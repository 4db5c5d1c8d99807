"""Trains the head that ranks canned replies where a team has no history: ``resources/heads/replies.npz`` and its card.

    python training/train_replies.py --history FILE.jsonl --pack FOLDER

The history is a team's: agents' turns carry ``snippet``. The figures of the card are on desks (categories) left out of
training, a quarter of them at a time; the head that ships has seen all. The same data give the same weights.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from assist.packs.reader import read_pack
from assist.services.learning import read_history
from assist.understanding.engine import Engine
from assist.understanding.learned import LearnedReplies
from assist.understanding.learning import Lesson, lessons_of, train, train_head
from assist.understanding.procedure import DIRECT, Head
from assist.understanding.repertoire import Repertoire
from assist.understanding.speech_acts import Floats
from assist.understanding.worker import find_parts

HEADS = Path(__file__).parents[1] / "resources" / "heads"
FOLDS = 4
Lessons = list[tuple[str, Lesson]]
Score = Callable[[Lesson], Floats]


def read_lessons(history: Path, pack: Path) -> tuple[Lessons, Repertoire]:
    """Every lesson with its desk."""
    parts = find_parts(2)
    with tempfile.TemporaryDirectory() as cache:
        engine = Engine(Path(cache), read_pack, parts.embedders, filler=parts.filler)
        engine.open_pack(pack)
        teaching = engine.teaching()
        repertoire = teaching.repertoire
        lessons = [
            (conversation.category or "", lesson)
            for conversation in read_history(history)
            for lesson in lessons_of(conversation, repertoire, teaching.moment_of)
        ]
    return lessons, repertoire


def hits(lessons: Sequence[Lesson], score: Score) -> tuple[float, float, int]:
    """Hit@1, hit@3 and n over marked lessons."""
    places = [np.argsort(-score(le), kind="stable")[:3].tolist() for le in lessons]
    sent = [le.sent for le in lessons]
    first = sum(p[0] == s for p, s in zip(places, sent, strict=True))
    third = sum(s in p for p, s in zip(places, sent, strict=True))
    return first / len(lessons), third / len(lessons), len(lessons)


def left_out(lessons: Lessons, repertoire: Repertoire) -> list[str]:
    """Lines of the card: figures on desks that were left out, for the head and for learning on top of it."""
    desks = sorted({desk for desk, _ in lessons})
    lines = []
    sums = np.zeros((2, 2))
    for fold in range(FOLDS):
        hidden = set(desks[fold::FOLDS])
        seen = [le for desk, le in lessons if desk not in hidden]
        head = train_head(seen, repertoire)
        learned = LearnedReplies(train(seen, repertoire, head, chats=0, day="", models=""), repertoire)
        for desk in sorted(hidden):
            own = [le for d, le in lessons if d == desk and le.marked]
            if not own:
                continue
            plain = hits(own, partial(_by_head, head))
            taught = hits(own, partial(_by_history, learned))
            sums += np.array([plain[:2], taught[:2]]) * plain[2]
            lines.append(
                f"| {desk} | {plain[2]} | {plain[0]:.2f} / {plain[1]:.2f} | {taught[0]:.2f} / {taught[1]:.2f} |"
            )
    count = sum(le.marked for _, le in lessons)
    (h1, h3), (l1, l3) = sums / max(1, count)
    lines.append(f"| all | {count} | {h1:.2f} / {h3:.2f} | {l1:.2f} / {l3:.2f} |")
    return lines


def _by_head(head: Head, lesson: Lesson) -> Floats:
    return head.scores(lesson.features)


def _by_history(learned: LearnedReplies, lesson: Lesson) -> Floats:
    return learned.scores(lesson.features, lesson.heard, lesson.form)


CARD = """# Reply head

`replies.npz` ranks a pack's canned replies by what usually comes next in a procedure, for teams without a history of
their own; `assist learn` starts from it. A log-linear model of {direct} features of a reply in a situation, and of
pairs of what a reply does (greets, asks, confirms …) with the situation (what the last turns did, how much of the form
is known). It holds no word and knows no desk. Run-time code: `assist/understanding/procedure.py`.

**Made by** `python training/train_replies.py --history FILE --pack FOLDER`, with a fixed seed; this page is written
by it.

**Data.** STAR (Mosig et al., 2020; MIT): {replies} replies of {desks} service desks, simulated customers, English.

**Licence of the head:** Apache-2.0.

**Limits.** Bookings and look-ups by form, in English; desks that answer questions from knowledge are not in it, there
the meaning of the question decides. Chinese is carried over by the wordings of `speech_acts.py` and was not measured.

## Figures

On desks left out of training, a quarter of them at a time: hit@1 / hit@3 of the head, and of a history of the other
desks.

| desk | n | head | other desks' history |
|---|---|---|---|
{figures}
"""


def main() -> int:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--history", type=Path, required=True)
    parser.add_argument("--pack", type=Path, required=True)
    options = parser.parse_args()
    lessons, repertoire = read_lessons(options.history, options.pack)
    sys.stderr.write(f"{len(lessons)} replies\n")
    figures = left_out(lessons, repertoire)
    head = train_head([lesson for _, lesson in lessons], repertoire)
    np.savez_compressed(HEADS / "replies.npz", direct=head.direct, cross=head.cross.astype(np.float16))
    desks = len({desk for desk, _ in lessons})
    card = CARD.format(direct=len(DIRECT), replies=f"{len(lessons):,}", desks=desks, figures="\n".join(figures))
    (HEADS / "REPLIES_CARD.md").write_text(card, encoding="utf-8")
    sys.stdout.write("\n".join(figures) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
