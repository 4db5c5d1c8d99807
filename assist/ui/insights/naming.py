"""What the insights call things: by the pack, else by the name last known; and how long something lasted."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from assist.domain.pack import Pack
from assist.domain.text import LocalText
from assist.services.insights import names_of
from assist.ui.look import Look

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


class Names:
    """Made anew when names of packs that were there before are read."""

    def __init__(self, look: Look, pack: Pack | None, before: Mapping[str, LocalText]) -> None:
        self._look = look
        self._known = {**before, **(names_of(pack) if pack is not None else {})}
        self._fields = {f.name: f.label for form in (pack.forms if pack else ()) for f in form.fields}

    def category(self, category: str) -> str:
        """A category's label; its id where none was ever known."""
        if not category:
            return QCoreApplication.translate("InsightsWindow", "without a category")
        return self._named(f"category:{category}", category)

    def source(self, source: str) -> str:
        """Where cards come from, in words."""
        kind, _, name = source.partition(":")
        if kind == "draft":
            return QCoreApplication.translate("InsightsWindow", "Drafts")
        if kind == "composed":
            return QCoreApplication.translate("InsightsWindow", "Drafts in your knowledge's words")
        if kind == "field":
            label = self._look.from_pack(self._fields[name]) if name in self._fields else name
            return QCoreApplication.translate("InsightsWindow", "Question: {field}").format(field=label)
        if kind == "step":
            return QCoreApplication.translate("InsightsWindow", "Step: {step}").format(step=name)
        return self._named(source, name or source)

    def _named(self, key: str, otherwise: str) -> str:
        known = self._known.get(key)
        return (self._look.from_pack(known) if known else "") or otherwise


def lasting(seconds: float) -> str:
    """So long, in the two units that tell: ``45 s``, ``12 min``, ``3 h 5 min``, ``1 d 2 h``."""
    whole = round(seconds)
    if whole < _MINUTE:
        return QCoreApplication.translate("InsightsWindow", "{n} s").format(n=whole)
    if whole < _HOUR:
        return QCoreApplication.translate("InsightsWindow", "{n} min").format(n=round(seconds / _MINUTE))
    hours, minutes = divmod(round(seconds / _MINUTE), 60)
    if whole < _DAY:
        return QCoreApplication.translate("InsightsWindow", "{h} h {m} min").format(h=hours, m=minutes)
    days, hours = divmod(round(seconds / _HOUR), 24)
    return QCoreApplication.translate("InsightsWindow", "{d} d {h} h").format(d=days, h=hours)
