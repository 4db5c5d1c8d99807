"""Old turns in a few words, for a model whose window they no longer fit into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assist.domain.guard import facts, sentences
from assist.domain.text import guess_language
from assist.services.ports import DraftRequest

MOST = 400
"""Characters of a digest: about a hundred tokens."""
_ONE = 160  # a sentence longer than this tells too little for its room


def shortened(request: DraftRequest, dropped: int) -> DraftRequest:
    """``request`` with the oldest ``dropped`` turns after its worked examples told in a few words."""
    if dropped <= 0:
        return request
    examples, said = request.turns[: request.kept], request.turns[request.kept :]
    told = digest(said[:dropped])
    earlier = (("customer", told),) if told else ()
    return replace(request, turns=(*examples, *earlier, *said[dropped:]))


def digest(turns: Sequence[tuple[str, str]], most: int = MOST) -> str:
    """The telling sentences of ``turns`` (role, text), whole and in their order; at most ``most`` characters.

    A sentence with a fact in it (a number, a date, a name that was hidden) tells more than a question, a question more
    than anything else; the customer's more than the agent's; of equals the later.
    """
    told = [
        (_weight(role, sentence), number, place, f"{role}: {sentence}")
        for number, (role, text) in enumerate(turns)
        for place, sentence in enumerate(sentences(text))
        if len(sentence) <= _ONE
    ]
    room, chosen = most, []
    for _, number, place, text in sorted(told, key=lambda t: (-t[0], -t[1], t[2])):
        if len(text) + 3 <= room:
            room -= len(text) + 3
            chosen.append((number, place, text))
    if not chosen:
        return ""
    head = "此前：" if guess_language(" ".join(text for _, text in turns)) == "zh" else "Earlier: "
    return head + " / ".join(text for *_, text in sorted(chosen))


def _weight(role: str, sentence: str) -> int:
    fact = bool(facts(sentence)) or "[" in sentence
    question = sentence.rstrip().endswith(("?", "？"))
    return 4 * fact + 2 * question + (role in {"customer", "user"})
