from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assist.llm.streaming import PieceStream


def read(stream: PieceStream, data: bytes, sizes: list[int]) -> list[str]:
    out = []
    while data:
        size = (sizes.pop() if sizes else 1) or 1
        out.append(stream.feed(data[:size]))
        data = data[size:]
    return [*out, stream.finish()]


@given(st.text(), st.lists(st.integers(1, 5)))
def test_text_comes_out_as_it_went_in_and_whole_characters_only(text: str, sizes: list[int]) -> None:
    data = text.encode("utf-8", errors="replace")
    pieces = read(PieceStream(), data, sizes)
    assert "".join(pieces) == data.decode()
    assert not any("�" in piece for piece in pieces if "�" not in text)


@given(st.text(alphabet="ab\n", max_size=30), st.lists(st.integers(1, 3)))
def test_nothing_of_a_stop_text_or_after_it_comes_out(text: str, sizes: list[int]) -> None:
    assert "".join(read(PieceStream(("\n\n", "abb")), text.encode(), sizes)) == min(
        text.split("\n\n", maxsplit=1)[0], text.split("abb", maxsplit=1)[0], key=len
    )


def test_an_end_that_may_begin_a_stop_text_waits() -> None:
    stream = PieceStream(("\n\n",))
    assert stream.feed(b"one\n") == "one"
    assert stream.feed(b"two") == "\ntwo"
    assert not stream.stopped
