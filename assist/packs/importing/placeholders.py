"""Placeholders of other desks' replies as fields of this pack's forms; what has no field stays as words to fill in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

GIVEN = "agent_name"
OWN_FORM = "imported"

_PLACE = re.compile(r"\{\{\s*([^{}\n|]+?)\s*(?:\|[^{}\n]*)?\}\}")
_CONTROL = re.compile(r"\{%-?.*?-?%\}", re.DOTALL)
_PERCENT = re.compile(r"%\{\s*(\w[\w.]*)\s*\}")
_PERSON = r"(?:requester|customer|contact|user|recipient|end_?user|visitor|client|lead|person|sender)"
_ROLES: tuple[tuple[str, str, str], ...] = (
    (
        rf"(?:{_PERSON}[._])?(?:first_?name|given_name|full_?name|name|display_name|客户姓名|姓名|称呼)",
        "name",
        "person",
    ),
    (rf"(?:{_PERSON}[._])?(?:e-?mail(?:_address)?|邮箱)", "email", "email"),
    (rf"(?:{_PERSON}[._])?(?:phone(?:_number)?|mobile|tel|电话|手机号)", "phone", "phone"),
    (r"(?:\w+[._])?order[._]?(?:id|number|no|name)?|订单号", "order_id", "id"),
)
_AGENT = re.compile(
    r"(?:.*\.)?(?:agent|assignee|current_user|admin|teammate|operator|author|assigned_admin)[._](?:first_?|full_?)?name"
    r"|agent|客服姓名"
)
_LABELS = {
    "name": ("Name", "姓名", "May I have your name?", "请问怎么称呼您？"),
    "email": ("Email", "邮箱", "Which email address may I use?", "请问您的邮箱是？"),
    "phone": ("Phone", "电话", "Which phone number may I use?", "请问您的电话是？"),
    "order_id": ("Order no.", "订单号", "May I have the order number?", "请问订单号是多少？"),
}


@dataclass
class Fields:
    """The fields of the pack's forms (name to type), and those that imported replies need besides."""

    known: dict[str, str] = field(default_factory=dict)
    needed: dict[str, str] = field(default_factory=dict)

    def named(self, name: str, kind: str) -> str:
        """The field for a role: by its name, else by its type where one field alone has it, else one that is needed."""
        if name in self.known:
            return name
        same = [n for n, t in self.known.items() if t == kind and kind in {"person", "email", "phone"}]
        if len(same) == 1:
            return same[0]
        self.needed[name] = kind
        return name


def fields_of(folder: Path) -> Fields:
    """The fields the pack in ``folder`` has; a form that cannot be read has none."""
    found = Fields()
    for path in sorted((folder / "forms").glob("**/*.toml")):
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8")).get("fields", [])
        except (OSError, ValueError, RecursionError):
            continue
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and isinstance(row.get("name"), str):
                found.known[row["name"]] = str(row.get("type", "text"))
    return found


def translate(body: str, fields: Fields) -> tuple[str, tuple[str, ...]]:
    """The body with this pack's placeholders, and the foreign ones that have no field here."""
    unknown: list[str] = []

    def place(match: re.Match[str]) -> str:
        name = match[1].strip()
        found = _field(name, fields)
        if found:
            return f"{{{{{found}}}}}"
        unknown.append(name)
        return f"[{name.rpartition('.')[2].replace('_', ' ')}]"

    text = _CONTROL.sub(lambda m: _noted(m[0], unknown), body)
    text = _PERCENT.sub(r"{{\1}}", text)
    text = _PLACE.sub(place, text)
    return text.replace("{{{", "{ {{").replace("}}}", "}} }"), tuple(dict.fromkeys(unknown))


def form_text(fields: Fields) -> str:
    """The TOML of a form with the fields that imported replies need."""
    return f'id = "{OWN_FORM}"\ntitle = {{en = "Customer", zh = "客户"}}\n' + "".join(_rows(fields))


def _rows(fields: Fields) -> Iterator[str]:
    for name, kind in sorted(fields.needed.items()):
        en, zh, ask, ask_zh = _LABELS[name]
        yield (
            f'\n[[fields]]\nname = "{name}"\nlabel = {{en = "{en}", zh = "{zh}"}}\ntype = "{kind}"\n'
            f'ask = {{en = "{ask}", zh = "{ask_zh}"}}\n'
        )


def _field(name: str, fields: Fields) -> str:
    plain = name.casefold().removeprefix("ticket.").removeprefix("conversation.").removeprefix("fin.")
    if plain in fields.known or plain == GIVEN:
        return plain
    if _AGENT.fullmatch(plain):
        return GIVEN
    last = plain.rpartition(".")[2]
    if last in fields.known:
        return last
    for pattern, role, kind in _ROLES:
        if re.fullmatch(pattern, plain):
            return fields.named(role, kind)
    return ""


def _noted(control: str, unknown: list[str]) -> str:
    unknown.append(" ".join(control.split())[:60])
    return ""
