"""The settings of calls: devices, language, what to tell the customer, whether sound is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from shiboken6 import isValid

from assist.domain.settings import Settings
from assist.services.hearing import Devices


@dataclass(frozen=True, slots=True)
class CallFields:
    """The fields, as the sheet made them."""

    language: QComboBox
    microphone: QComboBox
    playback: QComboBox
    consent: QLineEdit
    keep: QCheckBox


class CallRows(QObject):
    """Fills the fields it is given; the devices come when they are found."""

    def __init__(self, fields: CallFields, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._fields = fields
        for box, chosen in ((fields.microphone, settings.microphone), (fields.playback, settings.playback)):
            box.addItem(self.tr("As the system"), "")
            if chosen:
                box.addItem(chosen, chosen)
                box.setCurrentIndex(1)
        fields.consent.setPlaceholderText(self.tr("the usual words"))
        fields.consent.setToolTip(self.tr("Tell the customer that this call is transcribed."))

    @property
    def _gone(self) -> bool:
        """Whether the sheet was closed before an answer came: its fields are no more."""
        return not isValid(self._fields.microphone)

    def show_devices(self, found: Devices) -> None:
        """What can be chosen."""
        if self._gone:
            return
        for box, devices in ((self._fields.microphone, found.microphones), (self._fields.playback, found.playbacks)):
            chosen = box.currentData()
            for value, name in devices:
                at = box.findData(value)
                if at >= 0:
                    box.setItemText(at, name)
                else:
                    box.addItem(name, value)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def no_devices(self, error: Exception) -> None:
        """They could not be asked for: the tool tip says why."""
        if not self._gone:
            for box in (self._fields.microphone, self._fields.playback):
                box.setToolTip(str(error))

    def read(self, settings: Settings) -> Settings:
        """The settings with what is chosen here."""
        return replace(
            settings,
            speech_language=self._fields.language.currentData(),
            microphone=self._fields.microphone.currentData(),
            playback=self._fields.playback.currentData(),
            consent=self._fields.consent.text().strip(),
            keep_audio=self._fields.keep.isChecked(),
        )
