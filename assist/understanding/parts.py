"""What the engine expects of its replaceable parts: whoever fills the form and whoever reads the mood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assist.domain.assistance import CaseForm, Mood
from assist.domain.conversation import Conversation
from assist.domain.pack import Form

Vector = NDArray[np.float32]
"""A unit vector of `DIMENSIONS` floats."""

Matrix = NDArray[np.float32]
"""Unit vectors as rows, shape (n, `DIMENSIONS`)."""

Pieces = NDArray[np.float16]
"""Of one text the vectors of its word pieces as rows: of the model's last layer, then of an inner one, 384 + 384."""

DIMENSIONS = 384
ENGLISH_SPACE = "en"
MULTILINGUAL_SPACE = "e5"
SURFACE_SPACE = "en-surface"
"""What an inner layer of the English model makes of a text: nearer to its words, less to its meaning."""

EmbedTurn = Callable[[str, str], Vector | None]
"""``embed(text, space)`` with the name of a space: a unit vector, ``None`` when that model is not available."""


class FormFiller(Protocol):
    """Finds the values of a form's fields in a conversation."""

    def fill(self, conversation: Conversation, form: Form, language: str) -> CaseForm:
        """Every value with its evidence; ``missing`` holds the required fields without one. Reads no model."""


class MoodReader(Protocol):
    """Reads the customer's mood."""

    def read(self, conversation: Conversation, embed: EmbedTurn) -> Mood | None:
        """The mood after the latest customer turn, without advice; ``None`` when there is no customer turn."""

    def knows(self, language: str) -> bool:
        """Whether it was trained for this language; the engine says so when it was not."""
