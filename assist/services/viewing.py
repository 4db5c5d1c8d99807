"""Files with pictures among them: what a picture or a video shows is a conversation like any other file's."""

from __future__ import annotations

from pathlib import Path

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import InputError
from assist.domain.seen import Seen, is_document, plain_text
from assist.services.picturing import ReadText, picture_conversation
from assist.services.ports import FileReader, PictureReader, Reading
from assist.services.watching import Transcript
from assist.support.beginnings import beginning

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_SOUND_BRANDS = (b"M4A ", b"M4B ")
_STILL_BRANDS = (b"hei", b"mif", b"avi")  # photographs of telephones
_HEAD = 12


class ViewingReader:
    """Implements ``services.ports.FileReader`` around another one, which reads all that is no picture."""

    def __init__(self, inner: FileReader, pictures: PictureReader, read_text: ReadText) -> None:
        self._inner = inner
        self._pictures = pictures
        self._read_text = read_text

    def read_with_notes(self, path: Path) -> Reading:
        """See ``FileReader``. A picture is one conversation, and so is a video with what is said in it."""
        head = beginning(path, _HEAD)
        if _is_picture(head):
            return Reading((self._picture(path),))
        return self._video(path) if _is_video(head) else self._inner.read_with_notes(path)

    def _picture(self, path: Path) -> Conversation:
        try:
            return picture_conversation(self._pictures.read_picture(path.resolve()), path.stem, self._read_text)
        except InputError as error:
            text = str(error)
            raise InputError(text if text.startswith(path.name) else f"{path.name}: {text}") from None

    def _video(self, path: Path) -> Reading:
        """What is said, then what its frames show. The fault of the sound is told where there is nothing to see."""
        fault: InputError | None = None
        heard = Reading(())
        try:
            heard = self._inner.read_with_notes(path)
        except InputError as error:
            fault = error
        try:
            looks = self._pictures.read_video(path.resolve())
        except InputError:
            looks = ()
        spoken = heard.conversations[0].turns if heard.conversations else ()
        turns = (*spoken, *shown(looks))
        if not turns:
            raise fault or InputError(f"{path.name}: nobody speaks in it, and no text was found in it")
        return Reading((Conversation(path.stem, turns),), heard.notes)


def shown(looks: tuple[Seen, ...]) -> tuple[Turn, ...]:
    """The chat in the frames of a video, else every line of theirs once, as one turn of the customer's."""
    chat = Transcript()
    in_bubbles = [not is_document(seen) and chat.look(seen) for seen in looks]
    if looks and all(in_bubbles):
        return chat.turns
    lines: dict[str, None] = {}
    for seen in looks:
        lines |= dict.fromkeys(line for line in plain_text(seen).splitlines() if line.strip())
    return (Turn(Speaker.CUSTOMER, "\n".join(lines)),) if lines else ()


def _is_picture(head: bytes) -> bool:
    bitmap = head[:2] == b"BM" and head[6:10] == bytes(4)  # two letters alone begin words, too
    return bitmap or head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:] == b"WEBP")


def is_video(path: Path) -> bool:
    """Whether the file's content is one of the usual containers of moving pictures."""
    return _is_video(beginning(path, _HEAD))


def _is_video(head: bytes) -> bool:
    if head[4:8] == b"ftyp":
        return not head[8:12].startswith((*_SOUND_BRANDS, *_STILL_BRANDS))
    return head.startswith(b"\x1aE\xdf\xa3") or (head[:4] == b"RIFF" and head[8:11] == b"AVI")
