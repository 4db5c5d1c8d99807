"""The settings, as a sheet over the sidebar."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from assist.domain.settings import Settings
from assist.ui.dock import MAX_WIDTH, MIN_WIDTH
from assist.ui.look import Look
from assist.ui.panels.call_settings import CallFields, CallRows
from assist.ui.panels.common import label, text_button
from assist.ui.panels.inputs import Choice, Number
from assist.ui.panels.sheet import Sheet
from assist.ui.parts import UiParts

Options = tuple[tuple[str, str], ...]


class SettingsSheet(Sheet):
    """Every setting there is; nothing changes before it is saved."""

    saved = Signal(object)
    engine_key = Signal(str, str)  # address, key
    forget_use = Signal()
    channel_secrets = Signal(str, str)  # a lead's public key, the channel's login

    def __init__(self, parent: QWidget, look: Look, settings: Settings, parts: UiParts) -> None:
        super().__init__(parent, look, "")
        self.set_title(self.tr("Settings"))
        self._settings = settings
        column = self.scrolling()
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        column.addLayout(self._form)
        column.addStretch(1)
        self._window_rows(settings)
        self._work_rows(settings, parts)
        self._model_rows(settings, parts)
        self._call_rows(settings)
        self._engine_rows(settings)
        self._channel_rows(settings, parts)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = text_button(self.tr("Cancel"), style="plain")
        cancel.clicked.connect(self.close_sheet)
        save = text_button(self.tr("Save"), self.tr("Save the settings"), "primary", "Ctrl+Enter")
        save.setShortcut("Ctrl+Return")
        save.clicked.connect(self._save)
        foot.addWidget(cancel)
        foot.addWidget(save)
        self.body.addLayout(foot)
        self._language.setFocus()

    def _window_rows(self, s: Settings) -> None:
        self._heading(self.tr("Window"))
        languages = (
            ("auto", self.tr("As the system")),
            ("en", "English"),
            ("zh_CN", "简体中文"),
            ("zh_TW", "繁體中文"),
        )
        self._language = self._choice(self.tr("Language"), languages, s.language)
        themes = (("auto", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")))
        self._theme = self._choice(self.tr("Colours"), themes, s.theme)
        edges = (("right", self.tr("Right")), ("left", self.tr("Left")))
        self._edge = self._choice(self.tr("Edge"), edges, s.edge)
        self._width = self._number(self.tr("Width"), s.width, MIN_WIDTH, MAX_WIDTH, 10)
        self._on_top = self._check(self.tr("Always on top"), s.always_on_top)
        self._reserve = self._check(self.tr("Keep other windows out of its strip"), s.reserve_space)
        self._hints = self._check(self.tr("Show keys on the cards"), s.show_shortcuts_hint)

    def _work_rows(self, s: Settings, parts: UiParts) -> None:
        self._heading(self.tr("Work"))
        ways = (("clipboard", self.tr("Copy")), ("type", self.tr("Type into the last window")))
        self._insert = self._choice(self.tr("Insert"), ways, s.insert)
        self._adapt = self._check(self.tr("Replies I use come a little earlier"), s.adapt)
        self.forget = text_button(self.tr("Forget what was learned from use"), style="link")
        self.forget.clicked.connect(self.forget_use)
        self._form.addRow(self.forget)
        self._name = self._line(self.tr("Your name"), s.agent_name)
        self._folder = self._line(self.tr("Watched folder"), s.watch_folder)
        self._folder.setPlaceholderText(self.tr("off"))
        self._clipboard = self._line(self.tr("Watch the clipboard in"), s.clipboard_windows)
        self._clipboard.setPlaceholderText(self.tr("off; else window titles"))
        self._pack = self._choice(self.tr("Knowledge"), _with(parts.packs(), s.pack, self.tr("As started")), s.pack)

    def _model_rows(self, s: Settings, parts: UiParts) -> None:
        self._heading(self.tr("Drafts"))
        self._drafts = self._check(self.tr("Write drafts"), s.drafts)
        self._model = self._choice(
            self.tr("Model"), _with(parts.models(), s.model, self.tr("The bundled one")), s.model
        )
        self._model.setEditable(True)
        self._model.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._model_hint = label("", "muted")
        self._model_hint.setWordWrap(True)
        self._form.addRow(self._model_hint)
        self._model.currentIndexChanged.connect(lambda _: self._say_fit(parts))
        self._say_fit(parts)
        self._threads = self._number(self.tr("Threads"), s.threads, 0, 64, 1)
        self._threads.setSpecialValueText(self.tr("Choose for me"))
        self._context = self._number(self.tr("Context, tokens"), s.context, 512, 131_072, 512)
        self._idle = self._number(self.tr("Unload after, seconds"), s.idle_unload, 30, 86_400, 30)

    def _say_fit(self, parts: UiParts) -> None:
        """What the chosen model needs; nothing for a file that is typed."""
        if (line := self._model.lineEdit()) is not None:
            line.setCursorPosition(0)  # the name's beginning shows, not its end
        hint = parts.model_fit(str(self._model.currentData() or ""))
        self._model_hint.setText(hint)
        self._model_hint.setVisible(bool(hint))

    def _engine_rows(self, s: Settings) -> None:
        self._heading(self.tr("Your team's engine"))
        note = label(self.tr("Empty: nobody is called. Personal data is hidden from it all the same."), "muted")
        note.setWordWrap(True)
        self._form.addRow(note)
        self._engine = self._line(self.tr("Address"), s.engine_url)
        self._engine.setPlaceholderText("https://host:8080/v1")
        self._engine_model = self._line(self.tr("Its model"), s.engine_model)
        self._engine_key = self._line(self.tr("Key"), "")
        self._engine_key.setEchoMode(QLineEdit.EchoMode.Password)
        self._engine_key.setPlaceholderText(self.tr("unchanged"))
        self._engine_ca = self._line(self.tr("Certificate file"), s.engine_ca)
        self._engine_proxy = self._line(self.tr("Proxy"), s.engine_proxy)

    def _call_rows(self, s: Settings) -> None:
        self._heading(self.tr("Calls"))
        languages = (("auto", self.tr("Found by itself")), ("en", "English"), ("zh", "中文"))
        language = self._choice(self.tr("Language"), languages, s.speech_language)
        microphone = self._choice(self.tr("Your microphone"), (), "")
        playback = self._choice(self.tr("The customer's sound"), (), "")
        consent = self._line(self.tr("Reminder"), s.consent)
        keep = self._check(self.tr("Keep the sound, encrypted"), s.keep_audio)
        self.calls = CallRows(CallFields(language, microphone, playback, consent, keep), s, self)

    def _channel_rows(self, s: Settings, parts: UiParts) -> None:
        self._heading(self.tr("Your team's knowledge"))
        note = label(self.tr("A folder, https:// or s3://. Empty: nobody is called, nothing is received."), "muted")
        note.setWordWrap(True)
        self._form.addRow(note)
        self._channel = self._line(self.tr("Channel"), s.channel)
        self._channel.setPlaceholderText("https://… · s3://… · /…")
        self._lead_key = self._line(self.tr("Lead's public key"), "")
        pinned = ", ".join(parts.team.pinned()) if parts.team is not None else ""
        self._lead_key.setPlaceholderText(pinned or "ed25519:…")
        self._channel_login = self._line(self.tr("Login"), "")
        self._channel_login.setEchoMode(QLineEdit.EchoMode.Password)
        self._channel_login.setPlaceholderText(self.tr("user:password"))
        self._channel_ca = self._line(self.tr("Certificate file"), s.channel_ca)
        self._channel_proxy = self._line(self.tr("Proxy"), s.channel_proxy)
        self._channel_every = self._number(self.tr("Look every, seconds"), s.channel_every, 15, 86_400, 5)

    def _save(self) -> None:
        model = self._model.currentText()
        known = self._model.findText(model)
        settings = replace(
            self.calls.read(self._settings),
            language=self._language.currentData(),
            theme=self._theme.currentData(),
            edge=self._edge.currentData(),
            width=self._width.value(),
            always_on_top=self._on_top.isChecked(),
            reserve_space=self._reserve.isChecked(),
            show_shortcuts_hint=self._hints.isChecked(),
            insert=self._insert.currentData(),
            adapt=self._adapt.isChecked(),
            agent_name=self._name.text().strip(),
            watch_folder=self._folder.text().strip(),
            clipboard_windows=self._clipboard.text().strip(),
            pack=self._pack.currentData(),
            model=self._model.itemData(known) if known >= 0 else model.strip(),
            drafts=self._drafts.isChecked(),
            threads=self._threads.value(),
            context=self._context.value(),
            idle_unload=self._idle.value(),
            engine_url=self._engine.text().strip(),
            engine_model=self._engine_model.text().strip(),
            engine_ca=self._engine_ca.text().strip(),
            engine_proxy=self._engine_proxy.text().strip(),
            channel=self._channel.text().strip(),
            channel_ca=self._channel_ca.text().strip(),
            channel_proxy=self._channel_proxy.text().strip(),
            channel_every=self._channel_every.value(),
        )
        key = self._engine_key.text()
        self.close_sheet()
        if key and settings.engine_url:
            self.engine_key.emit(settings.engine_url, key)
        if settings != self._settings:
            self.saved.emit(settings)
        secrets = self._lead_key.text().strip(), self._channel_login.text()
        if any(secrets):
            self.channel_secrets.emit(*secrets)

    def _heading(self, text: str) -> None:
        self._form.addRow(label(text, "title"))

    def _choice(self, name: str, options: Options, chosen: str) -> QComboBox:
        box = Choice()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for value, text in options:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        self._row(name, box)
        return box

    def _number(self, name: str, value: int, low: int, high: int, step: int) -> QSpinBox:
        box = Number()
        box.setRange(low, high)
        box.setSingleStep(step)
        box.setValue(value)
        box.lineEdit().setTextMargins(5, 0, 5, 0)  # the style sheet's padding does not reach the text in it
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row(name, box)
        return box

    def _line(self, name: str, value: str) -> QLineEdit:
        line = QLineEdit(value)
        self._row(name, line)
        return line

    def _check(self, name: str, on: bool) -> QCheckBox:  # noqa: FBT001 - a setting's value
        box = QCheckBox(name)
        box.setChecked(on)
        box.setAccessibleName(name)
        self._form.addRow(box)
        return box

    def _row(self, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        text = QLabel(name)
        text.setObjectName("muted")
        text.setWordWrap(True)
        text.setFixedWidth(112)
        self._form.addRow(text, field)


def _with(options: Options, chosen: str, default: str) -> Options:
    """The options, the default first, and what is chosen even when it is not among them."""
    known = {value for value, _ in options}
    extra = ((chosen, chosen),) if chosen and chosen not in known else ()
    return (("", default), *options, *extra)
