"""What the user can set: one frozen value; files and migration are the settings adapter's business."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults. Times in seconds, ``width`` in pixels; 0 and "" mean "choose for me"."""

    language: str = "auto"  # of the window: auto, en, zh_CN, zh_TW
    theme: str = "auto"  # auto, light, dark
    edge: str = "right"  # right, left
    width: int = 390  # 360 to 420
    always_on_top: bool = False
    reserve_space: bool = True
    insert: str = "clipboard"  # clipboard, type
    agent_name: str = ""
    adapt: bool = True  # replies the agent uses come a little earlier
    pack: str = ""  # an installed pack's id, or a path
    model: str = ""  # a name from `assist models list`, or a path; empty: the bundled one
    drafts: bool = True
    threads: int = 0
    context: int = 4096
    idle_unload: int = 900
    engine_url: str = ""  # a server that speaks OpenAI's interface; empty: nobody is called
    engine_model: str = ""
    engine_ca: str = ""  # a PEM file to trust
    engine_proxy: str = ""
    channel: str = ""  # where knowledge is received from: a folder, https://, s3://; empty: nobody is called
    channel_ca: str = ""  # a PEM file to trust
    channel_proxy: str = ""
    channel_every: int = 40  # seconds between two looks, a quarter more or less
    watch_folder: str = ""  # new files in it are offered; empty: none is watched
    clipboard_windows: str = (
        ""  # parts of window titles, apart by ";": what is copied there is taken in; empty: nothing
    )
    show_shortcuts_hint: bool = True
    speech_model: str = ""  # a name from `assist models list`; empty: Whisper base, else the one that is there
    speech_language: str = "auto"  # auto, en, zh
    microphone: str = ""  # a device's id; empty: the system's default
    playback: str = ""  # what plays the customer's voice; empty: the system's default
    consent: str = ""  # what the agent is reminded to say when a recording starts; empty: Assist's own words
    keep_audio: bool = False  # encrypted, under ASSIST_HOME/audio
