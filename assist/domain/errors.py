"""One exception root, and under it the difference that matters.

    AssistError
    ├── InputError      what we were given is at fault: one clear line for the user, exit code 1
    │   ├── PackError       a knowledge pack has faults (all of them listed)
    │   ├── Untrusted       a signature is missing, wrong, revoked or out of date: what is there stays in use
    │   └── ModelFileError  a model file is truncated, foreign or too large
    ├── WorldError      the machine or another program failed us: said, retried, worked around
    │   ├── WorkerDied      an inference process ended without being asked to
    │   ├── EndpointFailed  the team's own engine does not answer, or not as it should
    │   ├── ChannelFailed   the team's channel cannot be reached, or does not serve what it should
    │   ├── StoreError      the database cannot be read or written (disk full, read-only, locked)
    │   ├── WrongKey        the database is there but its key does not open it
    │   ├── NewerDatabase   the database was written by a newer version
    │   └── KeyringMissing  no keyring on this machine: the user must choose a passphrase
    └── Cancelled       the caller asked us to stop; never shown as a fault

Anything else that escapes is a bug of ours and goes to the crash file.
"""

from __future__ import annotations

from dataclasses import dataclass


class AssistError(Exception):
    """Root of every error Assist raises on purpose. ``str(error)`` is one line a user can read."""


class InputError(AssistError):
    """What we were given is at fault."""


class WorldError(AssistError):
    """The machine, a disk or another program failed us."""


class WorkerDied(WorldError):
    """An inference process ended without being asked to."""


class EndpointFailed(WorldError):
    """The configured engine cannot be reached, refuses, or does not answer in time."""


class ChannelFailed(WorldError):
    """The configured channel cannot be reached, refuses, stalls, or sends something else than it said."""


class StoreError(WorldError):
    """The database cannot be read or written."""


class WrongKey(StoreError):
    """The database is there, but the key or passphrase does not open it."""


class NewerDatabase(StoreError):
    """The database was written by a newer version of Assist; it is left untouched."""


class KeyringMissing(WorldError):
    """The operating system offers no keyring; the user has to choose a passphrase."""


class Cancelled(AssistError):
    """The caller asked to stop."""


class Untrusted(InputError):
    """A signature is missing, wrong, by a key that is not pinned or was revoked, or what it signs is out of date."""


class ModelFileError(InputError):
    """A model file is truncated, foreign, or does not fit into memory."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a file. ``line`` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class PackError(InputError):
    """A knowledge pack has faults; ``faults`` lists every one."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(f) for f in self.faults))

    def __reduce__(self) -> tuple[type[PackError], tuple[tuple[Fault, ...]]]:
        return PackError, (self.faults,)
