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


def signing_seed(entry: str) -> bytes | None:
    """The 32 bytes of a signing key in the keyring, ``None`` when there are none. Raises `KeyringMissing`."""
    import keyring  # noqa: PLC0415 - only where something is signed
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        kept = keyring.get_password(SERVICE, f"signing {entry}")
        return bytes.fromhex(kept) if kept else None
    except (KeyringError, ValueError) as error:
        raise KeyringMissing("the keyring does not give the signing key; name a key file with --key FILE") from error


def keep_signing_seed(entry: str, seed: bytes) -> None:
    """Keep a signing key in the keyring, in place of one that was there. Raises `KeyringMissing`."""
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(SERVICE, f"signing {entry}", seed.hex())
    except KeyringError as error:
        raise KeyringMissing(
            "this computer offers no keyring for the signing key; keep it in a file instead: --key FILE"
        ) from error


CHANNEL_ENVIRONMENT = "ASSIST_CHANNEL_LOGIN"
"""Where there is no keyring, ``user:password`` (or ``access:secret``) may be given to the process so."""


def channel_login(host: str) -> str:
    """``user:password`` for the channel at ``host``, empty when none is kept."""
    given = os.environ.get(CHANNEL_ENVIRONMENT)
    if given:
        return given
    import keyring  # noqa: PLC0415 - only where a channel is configured
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(SERVICE, f"channel {host}") or ""
    except KeyringError:
        return ""


def keep_channel_login(host: str, login: str) -> None:
    """Keep ``user:password`` for the channel at ``host``; an empty one forgets it. Raises `KeyringMissing`."""
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415

    try:
        if login:
            keyring.set_password(SERVICE, f"channel {host}", login)
        else:
            keyring.delete_password(SERVICE, f"channel {host}")
    except PasswordDeleteError:
        return  # there was none
    except KeyringError as error:
        raise KeyringMissing(
            f"this computer offers no keyring for the login; set {CHANNEL_ENVIRONMENT} in its environment instead"
        ) from error


def audio_key() -> bytes:
    """The 32 bytes that kept sound is encrypted with, made on first use. Raises `KeyringMissing`."""
    import secrets  # noqa: PLC0415 - only where sound is kept

    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        kept = keyring.get_password(SERVICE, "audio")
        if kept is None:
            keyring.set_password(SERVICE, "audio", secrets.token_hex(32))
            kept = keyring.get_password(SERVICE, "audio") or ""
        key = bytes.fromhex(kept)
    except (KeyringError, ValueError) as error:
        raise KeyringMissing("this computer offers no keyring for its key") from error
    if len(key) != 32:
        raise KeyringMissing("the keyring does not keep its key")
    return key
