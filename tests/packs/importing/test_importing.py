"""Importing again and again: ids stay, a lead's edits stay, nothing is lost silently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.authoring.importing import Options, import_pack
from assist.domain.errors import Cancelled, InputError
from assist.intake.encoding import decode
from assist.packs.importing import duplicates, languages, placeholders, splitting
from assist.packs.importing.importer import Importer
from assist.packs.importing.model import Document
from assist.packs.importing.reading import read_file
from assist.packs.importing.report import Report
from assist.packs.importing.slugs import slug
from assist.packs.reader import check_pack, read_pack

LONG = "\n\n".join(f"## Part {n}\n\n{'Words that fill a page. ' * 60}" for n in range(9))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "help"
    (folder / "账户").mkdir(parents=True)
    (folder / "refunds.md").write_text("# Refunds\n\nMoney comes back within five days.", "utf-8")
    (folder / "账户" / "密码 重置.md").write_text("# 密码重置\n\n点击登录页的“忘记密码”。", "utf-8")
    (folder / "guide.md").write_text(f"# Guide\n\nWhat it is.\n\n{LONG}", "utf-8")
    (folder / "logo.svg").write_text("<svg/>", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.md").write_text("hidden", "utf-8")
    return folder


def bring(source: Path, target: Path, **options: object) -> Report:
    """As the command does, but in this process."""
    chosen = Options(**options)  # type: ignore[arg-type]  # a test's own words
    return Importer(target, lambda s: read_file(s.path, decode), chosen).run([source])


def test_the_pack_made_is_sound_and_every_source_is_accounted_for(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "pack"
    report = import_pack([source], target, Options(name="Help"))
    checked = check_pack(target)
    assert (checked.faults, checked.warnings) == ((), ())
    assert checked.pack is not None
    assert (checked.pack.name, set(checked.pack.languages)) == ("Help", {"en", "zh"})
    ids = {a.id: a for a in checked.pack.articles}
    assert ids["账户-密码-重置"].language == "zh"
    assert ids["账户-密码-重置"].tags == ("账户",)
    assert ids["guide-part-3"].title == "Guide: Part 3"
    assert report.sources == 5 == report.imported + report.empty
    assert {x.what for x in report.left_out} == {"help/logo.svg", "help/.git/x.md"}
    assert json.loads(report.path.read_text("utf-8"))["articles"] == len(ids)


def test_an_unchanged_folder_is_not_read_again(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "pack"
    bring(source, target)
    again = Importer(target, lambda s: pytest.fail(f"read {s.key}"), Options()).run([source])
    assert (again.unchanged, again.written) == (3, 0)


def test_what_the_lead_edited_or_deleted_is_never_overwritten(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "pack"
    bring(source, target)
    mine = target / "articles" / "refunds.md"
    mine.write_text(mine.read_text("utf-8").replace("five days", "three days"), "utf-8")
    (target / "articles" / "guide-part-3.md").unlink()
    (source / "refunds.md").write_text("# Refunds\n\nMoney comes back within a week.", "utf-8")
    (source / "guide.md").write_text(f"# Guide\n\nWhat it is now.\n\n{LONG}", "utf-8")
    report = bring(source, target)
    assert "three days" in mine.read_text("utf-8")
    assert report.conflicts == ["articles/refunds.md"]
    assert "a week" in (target / ".import/conflicts/articles/refunds.md").read_text("utf-8")
    assert report.deleted_here == ["articles/guide-part-3.md"]
    assert "What it is now." in (target / "articles/guide.md").read_text("utf-8")
    assert bring(source, target).conflicts == []
    (source / "refunds.md").write_text("# Refunds\n\nMoney comes back within a month.", "utf-8")
    bring(source, target, overwrite=True)
    assert "a month" in mine.read_text("utf-8")


def test_ids_stay_when_titles_change_and_sections_that_go_are_removed(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "pack"
    bring(source, target)
    (source / "refunds.md").write_text("# Getting money back\n\nWithin five days.", "utf-8")
    (source / "guide.md").write_text(f"# Guide\n\nWhat it is.\n\n{LONG.replace('## Part 8', '## Last')}", "utf-8")
    report = bring(source, target)
    assert read_pack(target).articles[0].path
    assert {a.id: a.title for a in read_pack(target).articles}["refunds"] == "Getting money back"
    assert report.removed == ["articles/guide-part-8.md"]
    (source / "refunds.md").unlink()
    assert bring(source, target).gone == ["help/refunds.md"]
    assert (target / "articles/refunds.md").exists()


def test_the_same_text_is_left_out_and_takes_its_place_when_the_first_goes(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "pack"
    (source / "copy.md").write_text("# Refunds\n\nMoney comes back within five days.", "utf-8")
    report = bring(source, target)
    assert report.duplicates == [("help/refunds.md", "help/copy.md")]
    (source / "copy.md").write_text("# Something else\n\nEntirely.", "utf-8")
    assert bring(source, target).duplicates == []
    assert (target / "articles/refunds.md").exists()


def test_a_stopped_import_goes_on_where_it_was(source: Path, tmp_path: Path) -> None:
    target, read = tmp_path / "pack", []

    def stop(done: int, _total: int, _what: str) -> None:
        if done == 2:
            raise Cancelled("enough")

    importer = Importer(target, lambda s: read.append(s.key) or read_file(s.path, decode), Options())  # type: ignore[func-returns-value]
    with pytest.raises(Cancelled):
        importer.run([source], stop)
    first = bring(source, target)
    assert first.sources == first.imported + first.unchanged + first.empty
    assert check_pack(target).faults == ()


def test_a_pack_that_was_killed_between_files_and_state_is_taken_up_without_doubles(
    source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "pack"
    bring(source, target)
    names = sorted(p.name for p in target.glob("articles/**/*.md"))
    (target / ".import" / "state.json").unlink()
    bring(source, target)
    assert sorted(p.name for p in target.glob("articles/**/*.md")) == names


def test_macros_get_this_packs_fields_and_a_form_for_those_it_lacks(tmp_path: Path) -> None:
    export = [
        {"id": 1, "short_code": "hi", "content": "Hi {{contact.first_name}}, I am {{agent.name}}, see {{ticket.url}}"}
    ]
    (tmp_path / "canned.json").write_text(json.dumps(export), "utf-8")
    target = tmp_path / "pack"
    report = bring(tmp_path / "canned.json", target, pack_id="p", language="en")
    pack = read_pack(target)
    assert pack.snippets[0].body == "Hi {{name}}, I am {{agent_name}}, see [url]"
    assert pack.forms[0].fields[0].name == "name"
    assert list(report.placeholders.values()) == [["ticket.url"]]


def test_a_pack_with_a_person_field_of_its_own_keeps_that() -> None:
    fields = placeholders.Fields({"buyer": "person", "order_no": "id"})
    assert (
        placeholders.translate("{{ticket.requester.name}} {{custom.order_no}}", fields)[0] == "{{buyer}} {{order_no}}"
    )
    assert fields.needed == {}


def test_paragraphs_on_most_pages_of_a_site_are_taken_away(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for n in range(6):
        text = f"<main><p>{'Read only here. ' * 6}{n}</p><p>Was this page of any use to you? Tell us.</p></main>"
        (site / f"p{n}.html").write_text(text, "utf-8")
    bring(site, tmp_path / "pack")
    bodies = [p.read_text("utf-8") for p in (tmp_path / "pack/articles").glob("*.md")]
    assert len(bodies) == 6
    assert all("Read only here" in b and "of any use" not in b for b in bodies)


def test_nothing_to_import_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        bring(tmp_path / "none", tmp_path / "pack")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="nothing to import there"):
        bring(tmp_path / "empty", tmp_path / "pack")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["#", "##", "###", ""]), st.text("abc 退款\n", max_size=40)), max_size=12))
def test_splitting_keeps_every_letter(blocks: list[tuple[str, str]]) -> None:
    body = "\n\n".join(f"{mark} {text}" if mark else text for mark, text in blocks)
    parts = splitting.split(Document("", "T", body), longest=20)
    whole = duplicates.letters_of("".join(p.title + p.body for _, p in parts))
    assert all(duplicates.letters_of(line) in whole for line in body.splitlines())
    assert len({key for key, _ in parts}) == len(parts)


def test_near_duplicates_are_found_and_others_are_not() -> None:
    text = "If a parcel is late we open a trace with the courier and write to the customer within two days. " * 4
    other = "Tents are pitched on level ground; pegs go in at an angle and lines are tightened in turn. " * 4
    changed = text.replace("two days", "three days", 1)
    (pair,) = duplicates.near_duplicates([("a", text), ("b", changed), ("c", other)])
    assert (pair.one, pair.two) == ("a", "b")
    assert pair.alike >= 0.8


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("退款需要几天？", "zh"),
        ("How do I get my money back from you?", "en"),
        ("これはペンです。よろしくお願いします。", "ja"),
        ("Wie bekomme ich das Geld zurück und ist der Versand mit dabei?", "de"),
        ("Как вернуть деньги", "ru"),
        ("", "en"),
    ],
)
def test_languages_are_told_by_script_and_words(text: str, language: str) -> None:
    assert languages.detect(text) == language


def test_tags_are_written_as_packs_write_them() -> None:
    assert [languages.tag_of(t) for t in ("en-US", "zh_TW", "zh-cn", "??")] == ["en", "zh-Hant", "zh", ""]


@given(st.text(max_size=120))
def test_a_slug_is_a_file_name_on_every_system(text: str) -> None:
    made = slug(text)
    assert made
    assert len(made) <= 82
    assert not set(made) & set('\\/:*?"<>| \n')
    assert made[-1] not in ". "
    assert made.casefold() not in {"con", "prn", "aux", "nul"}


def test_the_text_of_pictures_stands_where_they_stood_and_others_are_named(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "img").mkdir(parents=True)
    (site / "img" / "box.png").write_bytes(b"\x89PNG 30 days")
    far = "![far](https://x.example/a.png) ![gone](img/none.png)"
    page = f"# Returns\n\nSee ![the label](img/box.png) here.\n\n{far}\n\nEnd."
    (site / "returns.md").write_text(page, "utf-8")

    def read(data: bytes) -> str:
        return data[5:].decode() + "\nafter delivery"

    importer = Importer(tmp_path / "pack", lambda s: read_file(s.path, decode), Options(), read)
    report = importer.run([site])
    body = (tmp_path / "pack/articles/returns.md").read_text("utf-8")
    assert "See [the label: 30 days / after delivery] here." in body
    assert {x.what for x in report.left_out} == {"site/returns.md: far", "site/returns.md: gone", "site/img/box.png"}
    again = Importer(tmp_path / "pack2", lambda s: read_file(s.path, decode), Options()).run([site])
    assert "its text was not read" in {x.what: x.why for x in again.left_out}["site/returns.md: the label"]
