from __future__ import annotations

import pickle
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assist.domain.errors import PackError
from assist.domain.pack import Choice
from assist.domain.text import LocalText
from assist.packs.reader import check_pack, read_pack, sound_pack
from tests.packs.conftest import FILES, FORM, PACK, PLAYBOOK, ROUTES, MakePack


def faults(folder: Path) -> list[str]:
    return [str(f) for f in check_pack(folder).faults]


def test_a_sound_pack_is_read_whole(make_pack: MakePack) -> None:
    report = check_pack(make_pack())
    pack = report.pack

    assert (report.faults, report.warnings) == ((), ())
    assert pack is not None
    assert (pack.id, pack.name, pack.version, pack.languages) == ("tiny", "Tiny", "1.2.3", ("en", "zh"))
    assert pack.articles[0].body == "Wait."
    assert pack.articles[0].categories == pack.snippets[0].categories == ("late",)
    assert pack.categories[0].label.get("zh") == "包裹迟到"
    assert pack.categories[0].priority == "high"
    assert pack.forms[0].fields[1].choices == (
        Choice("small"),
        Choice("large", LocalText((("en", "Large"),)), ("big", "XL")),
    )
    assert pack.playbooks[0].steps[0].needs == ("order_id",)
    assert pack.tones[0].style.get("zh") == "简短。"
    assert pickle.loads(pickle.dumps(pack)) == pack  # noqa: S301 - our own value


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("pack.toml", PACK.replace("1.2.3", "1.2"), 'pack.toml:4: "1.2" is not a version such as 1.4.0'),
        ("pack.toml", PACK.replace('id = "tiny"\n', ""), 'pack.toml:1: "id" is missing'),
        ("pack.toml", PACK.replace('"tiny"', "7"), 'pack.toml:2: "id" must be a text'),
        ("pack.toml", PACK.replace('"tiny"', '"../up"'), 'pack.toml:2: "../up" is not a pack id'),
        ("pack.toml", PACK.replace("[pack]", "[pack"), "pack.toml:1: not TOML"),
        ("pack.toml", PACK + "[pack.name]\n", "pack.toml:6: not TOML"),
        ("pack.toml", "", "pack.toml:1: [pack] is missing"),
        ("routes.toml", ROUTES.replace('route = "desk"', 'route = "dsk"'), 'routes.toml:15: there is no route "dsk"'),
        ("routes.toml", ROUTES.replace('"order"', '"oder"'), 'routes.toml:16: there is no form "oder"'),
        ("routes.toml", ROUTES.replace('"find"', '"fnd"'), 'routes.toml:17: there is no playbook "fnd"'),
        ("routes.toml", ROUTES.replace('"still waiting"', "5"), 'routes.toml:12: "examples" must hold texts only'),
        ("routes.toml", ROUTES.replace('"queue"', '"que"'), 'routes.toml:5: unknown kind "que"'),
        ("routes.toml", ROUTES.replace('"high"', '"hihg"'), 'routes.toml:18: unknown priority "hihg"'),
        ("routes.toml", ROUTES + '[[route]]\nid="desk"\n', 'routes.toml:20: the route id "desk" is already used in'),
        ("forms/order.toml", FORM.replace('"id"\n', '"ident"\n'), 'forms/order.toml:7: unknown type "ident"'),
        ("forms/order.toml", FORM.replace("{7}", "{7}("), 'forms/order.toml:10: "pattern" is not a regular'),
        ("forms/order.toml", FORM.replace('"size"', '"order_id"'), "forms/order.toml:13: the field"),
        ("forms/order.toml", FORM.split("choices")[0], 'forms/order.toml:12: the choice field "size" has no choices'),
        ("forms/order.toml", FORM.replace('"small"', "3"), "forms/order.toml:17: choice 1 must be"),
        ("forms/order.toml", FORM.replace("true", '"yes"'), 'forms/order.toml:8: "required" must be true or false'),
        ("playbooks/find.toml", PLAYBOOK.replace("order_id", "name"), "playbooks/find.toml:7: no form has a field"),
        ("tone.toml", '\n[cross]\nadvice = ""\n', 'tone.toml:2: unknown mood "cross"'),
        ("tone.toml", "angry = 1\n", "tone.toml:1: [angry] must be a table"),
        ("articles/late.md", "no front matter", "articles/late.md:1: the file must begin with front matter"),
        ("articles/late.md", "---\nid: x\n", "articles/late.md:1: the front matter is not closed"),
        ("articles/late.md", "---\nid: x\ntitle: [a\n---\nb", "articles/late.md:4: front matter:"),
        ("articles/late.md", "---\nid: x\nid: y\n---\nb", 'articles/late.md:3: front matter: "id" is given twice'),
        ("articles/late.md", "---\nid: x\ntitle: y\n---\n\n", "articles/late.md:1: the article has no text"),
        (
            "articles/late.md",
            "---\nid: x\ntitle: y\naudience: all\n---\nb",
            'articles/late.md:4: unknown audience "all"',
        ),
        ("articles/late.md", "---\nid: x\ntitle: y\ntags: {a: b}\n---\nb", 'articles/late.md:4: "tags" must be a list'),
        (
            "articles/late.md",
            "---\nid: x\ntitle: y\ncategory: z\n---\nb",
            "articles/late.md:4: routes.toml has no category",
        ),
        ("articles/late.md", b"---\nid: x\ntitle: \xff\n---\nb", "articles/late.md:3: not valid UTF-8"),
        ("articles/late.md", b"---\nid: x\n" + b"a" * 2**21, "articles/late.md: larger than 2 MB"),
        (
            "snippets/late.md",
            FILES["snippets/late.md"].replace("{{order_id}}", "{{no}}"),
            'snippets/late.md:7: "{{no}}"',
        ),
    ],
)
def test_a_fault_names_its_file_and_line(make_pack: MakePack, path: str, content: str | bytes, expected: str) -> None:
    found = faults(make_pack({path: content}))

    assert any(f.startswith(expected) for f in found), found


def test_every_fault_is_listed(make_pack: MakePack) -> None:
    folder = make_pack({"pack.toml": PACK.replace("1.2.3", "x"), "tone.toml": "[", "articles/late.md": "x"})

    with pytest.raises(PackError) as caught:
        read_pack(folder)

    assert {f.file for f in caught.value.faults} == {"pack.toml", "tone.toml", "articles/late.md"}


def test_an_id_used_twice_names_the_first_place(make_pack: MakePack) -> None:
    folder = make_pack({"articles/more.md": FILES["articles/late.md"]})

    assert faults(folder) == ['articles/more.md:2: the article id "late-parcel" is already used in articles/late.md:2']


def test_windows_line_ends_and_byte_order_mark_are_no_fault(make_pack: MakePack) -> None:
    spoilt = {path: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for path, text in FILES.items()}

    assert read_pack(make_pack(spoilt, "windows")).articles == read_pack(make_pack()).articles


def test_a_link_that_leads_outside_is_a_fault_and_one_inside_is_not(make_pack: MakePack, tmp_path: Path) -> None:
    folder = make_pack()
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    (folder / "articles/out.md").symlink_to(secret)
    (folder / "tone-copy.toml").symlink_to(folder / "tone.toml")

    assert faults(folder) == ["articles/out.md: a link that leads outside the pack"]


def test_warnings_do_not_make_a_pack_unusable(make_pack: MakePack) -> None:
    report = check_pack(
        make_pack(
            {
                "routes.toml": ROUTES.replace('  "it is late",\n', ""),
                "forms/order.toml": FORM.replace('ask = "Which size?"\n', "aks = 1\n"),
                "articles/late.md": "---\nid: x\ntitle: y\nlang: fr\n---\nb",
                "articles/late.txt": "x",
            }
        )
    )

    assert report.pack is not None
    assert [str(w).split(":")[:2] for w in report.warnings] == [
        ["articles/late.md", "4"],
        ["articles/late.txt", " not read"],
        ["forms/order.toml", "12"],
        ["forms/order.toml", "16"],
        ["routes.toml", "10"],
    ]


def test_the_digest_changes_with_any_file_and_with_nothing_else(make_pack: MakePack) -> None:
    first = read_pack(make_pack()).digest
    assert read_pack(make_pack(name="elsewhere")).digest == first
    assert read_pack(make_pack({".git/x": "1", "manifest.json": "{}"}, "hidden")).digest == first
    assert read_pack(make_pack({"logo.txt": "1"}, "other")).digest != first


def test_no_folder_and_no_pack_are_one_line(tmp_path: Path) -> None:
    assert faults(tmp_path / "none") == ["pack.toml: no such folder: none"]
    assert faults(tmp_path) == [f"pack.toml: no pack.toml in this folder: {tmp_path.name}"]


def test_deep_nesting_is_a_fault_and_no_crash(make_pack: MakePack) -> None:
    deep = "[" * 5000
    assert faults(make_pack({"tone.toml": f"a = {deep}", "articles/late.md": f"---\nid: {deep}\n---\nx"}))


_PATHS = sorted(FILES)


@st.composite
def _mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """One file of the pack with a few bytes cut, put in or replaced."""
    path = draw(st.sampled_from(_PATHS))
    content = FILES[path].encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 12)))
        pieces = st.one_of(
            st.binary(max_size=6), st.sampled_from([b"[", b"]", b'"', b"\n", b"= ", b"---\n", b"{{", b"&a *a"])
        )
        content = content[:start] + draw(pieces) + content[end:]
    return path, content


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(change=st.one_of(_mutated(), st.tuples(st.sampled_from(_PATHS), st.binary(max_size=300))))
def test_no_content_raises_anything_but_pack_error(change: tuple[str, bytes]) -> None:
    path, content = change
    with tempfile.TemporaryDirectory() as name:
        for other, text in FILES.items():
            file = Path(name, other)
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content if other == path else text.encode())
        report = check_pack(Path(name))
        assert (report.pack is None) == bool(report.faults)
        lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        assert all(f.line <= lines for f in report.faults if f.file == path)


def test_a_mask_is_a_fault_with_its_place_for_who_writes_the_pack_and_none_for_who_uses_it(make_pack: MakePack) -> None:
    folder = make_pack(
        {
            "snippets/m.md": "---\nid: m\ntitle: Yes\nlang: en\n---\nOf course,\nMs [NAME1] ([EMAIL1]).\n",
            "articles/m.md": "---\nid: m\ntitle: For [NAME2]\n---\nWait [3] days [IDEA].\n",
        }
    )
    assert faults(folder) == [
        'articles/m.md:3: "[NAME2]" hides personal data: put a placeholder or other words in its place',
        'snippets/m.md:7: "[EMAIL1]" hides personal data: put a placeholder or other words in its place',
        'snippets/m.md:7: "[NAME1]" hides personal data: put a placeholder or other words in its place',
    ]
    assert len(read_pack(folder).snippets) > 1
    with pytest.raises(PackError):
        sound_pack(folder)
