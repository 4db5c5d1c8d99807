"""Secrets that are no setting: they live in the operating system's keyring, never in a file of ours."""

from __future__ import annotations

import os

from assist.domain.errors import KeyringMissing

SERVICE = "Assist"
ENVIRONMENT = "ASSIST_ENGINE_KEY"
"""Where there is no keyring, the key of the engine may be given to the process by its environment."""


def engine_key(host: str) -> str:
    """The key of the engine at ``host`` (``name:port``), empty when none is kept."""
    given = os.environ.get(ENVIRONMENT)
    if given:
        return given
    import keyring  # noqa: PLC0415 - only where an engine is configured
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(SERVICE, _entry(host)) or ""
    except KeyringError:
        return ""


def keep_engine_key(host: str, key: str) -> None:
    """Keep the key of the engine at ``host``; an empty one forgets it. Raises `KeyringMissing`."""
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415

    try:
        if key:
            keyring.set_password(SERVICE, _entry(host), key)
        else:
            keyring.delete_password(SERVICE, _entry(host))
    except PasswordDeleteError:
        return  # there was none
    except KeyringError as error:
        raise KeyringMissing(
            f"this computer offers no keyring for the engine's key; set {ENVIRONMENT} in its environment instead"
        ) from error


def _entry(host: str) -> str:
    return f"engine {host}"
