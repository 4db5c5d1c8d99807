from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from assist.packs.front_matter import FrontMatterFault, parse_simple, parse_yaml, split
from assist.packs.toml_lines import locate

_WORD = st.text("abcXYZ019_-./: '\"#,[]{}é中~!|>&*%@`\t\u2028\ufeff", max_size=8)
_LINE = st.one_of(
    st.builds("{}: {}".format, _WORD, _WORD),
    st.builds('{}: "{}"'.format, st.sampled_from(["id", "title", "tags"]), _WORD),
    st.builds(
        "{}: {}".format, st.sampled_from(["id", "lang", "tags"]), st.sampled_from(["a", "null", "1.5", "no", "a-b/c"])
    ),
    st.builds(
        "{}: [{}]".format, st.sampled_from(["id", "tags"]), st.sampled_from(["", "a, b", '"a", "b"', "a,b", "null"])
    ),
    _WORD,
)


@given(st.lists(_LINE, max_size=4).map(lambda lines: "".join(f"{line}\n" for line in lines)))
def test_the_fast_path_says_what_yaml_says(block: str) -> None:
    fast = parse_simple(block)
    if fast is not None:
        data, lines = parse_yaml(block)
        assert fast[0] == data
        assert fast[1] == {path: line for path, line in lines.items() if len(path) == 1}


def test_the_usual_block_takes_the_fast_path() -> None:
    assert parse_simple('id: "a/b 1"\ntitle: "Où? 中文"\nlang: en\ntags: []\ncategory: ["x", "y"]\n') is not None


def test_scalars_are_taken_as_written() -> None:
    assert split("---\nlang: no\ntitle: 2026-05-01\nid: 0x1F\n---\nx").data == {
        "lang": "no",
        "title": "2026-05-01",
        "id": "0x1F",
    }


def test_a_rule_in_the_body_does_not_end_anything() -> None:
    assert split("---\nid: x\n---\none\n\n---\n\ntwo\n").body == "one\n\n---\n\ntwo"


@given(st.text(max_size=60))
def test_any_text_is_front_matter_or_a_fault(text: str) -> None:
    line = 1
    try:
        split("---\n" + text)
    except FrontMatterFault as fault:
        line = fault.line
    assert 1 <= line <= text.count("\n") + 2


_KEY = st.sampled_from(["a", "b", '"q.x"', "c.d", "'e'"])
_VALUE = st.sampled_from(
    [
        "1",
        '"x # ]"',
        "'y'",
        '["p", "q"]',
        '[\n  "p", # one ]\n  ["q",\n "r"],\n]',
        "{ x = 1, y = [2, 3] }",
        '"""\n[no]\nz = 1\n"""',
    ]
)
_STATEMENT = st.one_of(
    st.builds("{} = {}".format, _KEY, _VALUE),
    st.builds("[{}]".format, _KEY),
    st.builds("[[{}]]".format, _KEY),
    st.just("# comment [x]\n"),
)


def _paths(value: object, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} | {p for key, child in items for p in _paths(child, (*path, key))}


@given(st.lists(_STATEMENT, max_size=8).map("\n".join))
def test_every_key_of_a_toml_text_has_a_line(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = locate(text)
    assert _paths(data) - {()} <= set(found)
    lines = text.split("\n")
    for path, line in found.items():
        if isinstance(path[-1], str):
            assert path[-1] in lines[line - 1]


@given(st.text("[]{}=\"'#,.\nab\\", max_size=40))
def test_no_text_makes_the_locator_fail(text: str) -> None:
    locate(text)
