"""The chat template a model carries, applied in a sandbox; and a plain one for models that carry none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

Message = tuple[str, str]
"""(role, text); roles are ``system``, ``user`` and ``assistant``."""

PLAIN = (
    "{% for m in messages %}{{ {'system': 'Instructions', 'user': 'Customer', 'assistant': 'Agent'}[m.role] }}: "
    "{{ m.content }}\n\n{% endfor %}Agent:"
)


class ChatTemplate:
    """Renders messages. ``own`` says whether the model brought the template itself."""

    def __init__(self, source: str | None, bos: str = "", eos: str = "") -> None:
        self.own = bool(source)
        self._bos, self._eos = bos, eos
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        environment.filters["tojson"] = lambda value, **_: json.dumps(value, ensure_ascii=False)
        try:
            self._template = environment.from_string(source or PLAIN)
        except jinja2.TemplateError:
            self.own = False
            self._template = environment.from_string(PLAIN)

    def render(self, messages: Sequence[Message]) -> str:
        """The prompt up to where the model's answer begins.

        Some templates refuse a system message or two turns of one role in a row; those get the system text inside
        the first turn, and neighbours joined. Whatever form is used, appending a message only appends text.
        """
        for shape in (list(messages), _joined(messages), _joined(_without_system(messages))):
            try:
                return self._fill(shape)
            except jinja2.TemplateError:
                continue
        environment = ImmutableSandboxedEnvironment(trim_blocks=True)
        return environment.from_string(PLAIN).render(messages=_as_dicts(messages))

    def _fill(self, messages: Sequence[Message]) -> str:
        def refuse(message: str) -> NoReturn:
            raise jinja2.TemplateError(message)

        return self._template.render(
            messages=_as_dicts(messages),
            add_generation_prompt=True,
            bos_token=self._bos,
            eos_token=self._eos,
            raise_exception=refuse,
            strftime_now=lambda _: "",  # a date in the prompt would make the same input give another draft tomorrow
            tools=None,
        )


def _as_dicts(messages: Sequence[Message]) -> list[dict[str, Any]]:
    return [{"role": role, "content": text} for role, text in messages]


def _joined(messages: Sequence[Message]) -> list[Message]:
    joined: list[Message] = []
    for role, text in messages:
        if joined and joined[-1][0] == role:
            joined[-1] = (role, f"{joined[-1][1]}\n{text}")
        else:
            joined.append((role, text))
    return joined


def _without_system(messages: Sequence[Message]) -> list[Message]:
    return [("user" if role == "system" else role, text) for role, text in messages]
