"""Edits change what they mean to change, and leave every other byte of the file alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.domain.errors import InputError
from assist.domain.pack import Audience, Choice, FieldType, FormField, Pack, Step, Tone
from assist.domain.text import LocalText
from assist.packs import front_matter
from assist.packs.editing import matter
from assist.packs.editing.folder import FolderWorkbench
from assist.packs.reader import read_pack
from assist.services.editing import ChangedOutside, Kind, Piece


@pytest.fixture
def bench(tmp_path: Path, northwind: Path) -> FolderWorkbench:
    shutil.copytree(northwind, tmp_path / "pack")
    made = FolderWorkbench(tmp_path / "pack")
    made.check()
    return made


def pack_of(bench: FolderWorkbench) -> Pack:
    return read_pack(bench.folder)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_saving_what_did_not_change_leaves_every_file_as_it_is(bench: FolderWorkbench) -> None:
    before, pack = files(bench.folder), pack_of(bench)
    texts: list[Piece] = [*pack.articles, *pack.snippets]
    for piece in [*texts, *pack.forms, *pack.categories, *pack.playbooks, *pack.tones]:
        bench.save(piece, piece)
    assert files(bench.folder) == before


def test_an_article_keeps_its_comments_unknown_keys_and_order(bench: FolderWorkbench) -> None:
    path = bench.folder / "articles" / "en" / "stores.md"
    text = path.read_text("utf-8").replace("---\n\n", "# our own note\nowner: Kim\n---\n\n", 1)
    path.write_text(text, "utf-8")
    bench.check()
    old = next(a for a in pack_of(bench).articles if a.path == "articles/en/stores.md")
    bench.save(replace(old, title='Our "shops"', audience=Audience.INTERNAL, body=old.body + "\n\nNew line."), old)
    now = path.read_text("utf-8")
    assert "# our own note\nowner: Kim\n" in now
    assert now.index("id:") < now.index("title:") < now.index("lang:")
    found = next(a for a in pack_of(bench).articles if a.id == old.id)
    assert (found.title, found.audience, found.body.endswith("New line.")) == ('Our "shops"', Audience.INTERNAL, True)


def test_windows_line_ends_and_mark_stay(bench: FolderWorkbench) -> None:
    path = bench.folder / "snippets" / "en" / "late-1.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    bench.check()
    old = next(s for s in pack_of(bench).snippets if s.id == "late-1")
    bench.save(replace(old, when="always"), old)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b'when: "always"\r\n' in data


def test_a_forms_fields_are_changed_added_and_moved_and_comments_stay(bench: FolderWorkbench) -> None:
    path = bench.folder / "forms" / "order.toml"
    path.write_text("# the order form\n" + path.read_text("utf-8"), "utf-8")
    bench.check()
    old = pack_of(bench).form("order")
    assert old is not None
    new_field = FormField("voucher", LocalText((("en", "Voucher"),)), FieldType.CHOICE, required=True,
                          choices=(Choice("ten", synonyms=("10%",)), Choice("none")))  # fmt: skip
    first = replace(old.fields[0], ask=LocalText((("en", "Which order?"), ("zh", "哪个订单？"))))
    bench.save(replace(old, fields=(new_field, *old.fields[1:], first)), old)
    now = pack_of(bench).form("order")
    assert now is not None
    assert now.fields == (new_field, *old.fields[1:], first)
    assert path.read_text("utf-8").startswith("# the order form\n")


def test_a_category_a_step_and_a_tone_are_written_where_they_stand(bench: FolderWorkbench) -> None:
    pack = pack_of(bench)
    before = (bench.folder / "routes.toml").read_text("utf-8")
    old = pack.categories[1]
    bench.save(replace(old, examples=(*old.examples, "Where is my money?"), priority="urgent"), old)
    after = (bench.folder / "routes.toml").read_text("utf-8")
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert len(changed) <= len(old.examples) + 8
    playbook = pack.playbooks[0]
    step = Step("thank", LocalText((("en", "Thank"), ("zh", "感谢"))), say=LocalText((("en", "Thank you!"),)))
    bench.save(replace(playbook, steps=(*playbook.steps, step)), playbook)
    bench.save(Tone("angry", LocalText.of("Stay calm."), LocalText.of("Short.")))
    now = pack_of(bench)
    assert now.categories[1].examples[-1] == "Where is my money?"
    assert now.categories[1].priority == "urgent"
    assert now.playbooks[0].steps[-1] == step
    angry = now.tone("angry")
    assert angry is not None
    assert angry.advice.get("en") == "Stay calm."


@pytest.mark.parametrize("kind", [k for k in Kind if k is not Kind.TONE])
def test_a_new_part_is_there_and_can_be_removed_and_taken_back(bench: FolderWorkbench, kind: Kind) -> None:
    before = files(bench.folder)
    made = bench.create(kind, "Neue Sache 新", "en")
    items = {(i.kind, i.key) for i in bench.check().items}
    assert (kind, made) in items
    assert bench.check().faults == ()
    assert bench.create(kind, "Neue Sache 新", "en") == f"{made}-2"
    bench.check()
    bench.remove(kind, made)
    assert (kind, made) not in {(i.kind, i.key) for i in bench.check().items}
    while bench.undo():
        pass
    assert files(bench.folder) == before
    while bench.redo():
        pass
    assert (kind, f"{made}-2") in {(i.kind, i.key) for i in bench.check().items}


def test_edits_in_one_editor_are_one_undo_and_other_programs_files_are_left(bench: FolderWorkbench) -> None:
    pack = pack_of(bench)
    old = pack.articles[0]
    before = (bench.folder / old.path).read_bytes()
    bench.begin()
    once = replace(old, title="One")
    bench.save(once, old)
    bench.save(replace(old, title="Two"), once)
    assert bench.undo() == old.path
    assert (bench.folder / old.path).read_bytes() == before
    bench.redo()
    (bench.folder / old.path).write_text("---\nid: x\ntitle: mine\n---\n\nmine\n", "utf-8")
    with pytest.raises(ChangedOutside):
        bench.undo()
    with pytest.raises(ChangedOutside):
        bench.save(replace(old, title="Three"), old)
    assert "mine" in (bench.folder / old.path).read_text("utf-8")


def test_a_file_with_faults_is_listed_and_a_broken_toml_is_not_overwritten(bench: FolderWorkbench) -> None:
    path = bench.folder / "forms" / "order.toml"
    old = pack_of(bench).form("order")
    path.write_text("id = \n", "utf-8")
    checked = bench.check()
    assert [(i.key, i.faults) for i in checked.items if i.path == "forms/order.toml"] == [("forms/order.toml", 1)]
    with pytest.raises(InputError, match="mend the file first"):
        bench._edit_toml("forms/order.toml", lambda _d: old)
    assert path.read_text("utf-8") == "id = \n"


def test_a_category_shows_the_faults_of_its_own_lines(bench: FolderWorkbench) -> None:
    path = bench.folder / "routes.toml"
    path.write_text(path.read_text("utf-8").replace('form = "order"', 'form = "none"', 1), "utf-8")
    marked = [i.key for i in bench.check().items if i.kind is Kind.CATEGORY and i.faults]
    assert marked == ["late_delivery"]


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(lambda t: " ".join(t.split()))


@settings(max_examples=200, deadline=None)
@given(title=_TEXT.filter(bool), when=_TEXT, tags=st.lists(_TEXT.filter(bool), max_size=3), body=_TEXT.filter(bool))
def test_front_matter_reads_back_as_it_was_written(title: str, when: str, tags: list[str], body: str) -> None:
    text = matter.new_file({"id": "a", "title": title, "when": when, "tags": tags}, body)
    for written in (text, matter.changed("---\nid: b\n# note\ntitle: old\n---\n\nold\n", {"id": "a", "title": title,
                    "when": when, "tags": tags}, body)):  # fmt: skip
        found = front_matter.split(written)
        assert (found.data["id"], found.data["title"], found.data.get("when", "")) == ("a", title, when)
        assert found.data.get("tags", []) == tags
        assert found.body.strip() == body.strip()


def test_a_check_after_a_change_finds_what_a_fresh_one_finds(bench: FolderWorkbench) -> None:
    def fresh() -> tuple[object, ...]:
        found = FolderWorkbench(bench.folder).check()
        return found.items, found.faults, found.warnings, found.pack.digest

    def again() -> tuple[object, ...]:
        found = bench.check()
        return found.items, found.faults, found.warnings, found.pack.digest

    article = bench.folder / "articles" / "en" / "stores.md"
    routes = bench.folder / "routes.toml"
    assert again() == fresh()
    text = routes.read_text("utf-8")
    routes.write_text(text.replace('id = "late_delivery"', 'id = "late"', 1), "utf-8")  # faults in files unchanged
    assert again() == fresh()
    assert bench.check().faults != ()
    routes.write_text(text, "utf-8")
    assert again() == fresh()
    assert bench.check().faults == ()
    article.write_text("no front matter", "utf-8")
    assert again() == fresh()
    article.unlink()
    assert again() == fresh()
