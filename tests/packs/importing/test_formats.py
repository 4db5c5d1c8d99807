"""Each kind of file becomes what a reader of it would have written down."""

from __future__ import annotations

import json
from pathlib import Path

from assist.intake.encoding import decode
from assist.packs.importing.model import SNIPPET, Converted, Document
from assist.packs.importing.reading import read_file
from tests.packs.importing import makers


def read(path: Path) -> Converted:
    return read_file(path, decode)


def one(path: Path) -> Document:
    found = read(path)
    assert not found.left_out
    (document,) = found.documents
    return document


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_markdown_loses_what_belongs_to_its_site_and_keeps_every_word(tmp_path: Path) -> None:
    text = """---
title: 退款: 说明
tags: [退款, billing]
aliases: ['/old']
---
# 退款: 说明
<!-- internal note -->
{{< copyable "sql" >}}
See [the policy](/policy.md#a) and [our shop](https://shop.example/x). Set `<cluster-name>`; keep <placeholder>.

```html
<div>code stays</div> <!-- even this -->
```
"""
    found = one(written(tmp_path, "refund.md", text))
    assert found.title == "退款: 说明"
    assert found.tags == ("退款", "billing")
    assert "See the policy and [our shop](https://shop.example/x)." in found.body
    assert "`<cluster-name>`; keep <placeholder>." in found.body
    assert "<div>code stays</div> <!-- even this -->" in found.body
    assert "internal note" not in found.body
    assert "copyable" not in found.body


def test_a_saved_page_keeps_its_article_and_nothing_around_it(tmp_path: Path) -> None:
    page = """<html lang="en-GB"><head><title>Returns | Shop</title></head><body>
    <header><nav><a href="/">Home</a></nav></header><div class="cookie-banner">We use cookies</div>
    <main><h1>Returns</h1><p>Send it back within <b>30 days</b> of delivery, unused and in its box.</p>
    <table><tr><th>Country</th><th>Days</th></tr><tr><td>France</td><td>30</td></tr></table>
    <ul><li>Keep the receipt</li></ul><div class="related-articles">Read also: Refunds</div></main>
    <footer>Imprint</footer></body></html>"""
    found = one(written(tmp_path, "returns.html", page))
    assert (found.title, found.language) == ("Returns", "en-GB")
    assert "**30 days**" in found.body
    assert "| France | 30 |" in found.body
    assert "- Keep the receipt" in found.body
    for noise in ("Home", "cookies", "Read also", "Imprint"):
        assert noise not in found.body


def test_a_page_without_marked_content_gives_its_longest_text(tmp_path: Path) -> None:
    page = (
        "<body><div><a href='/a'>One</a><a href='/b'>Two</a></div><div><h2>Lost card</h2>"
        f"<p>{'Call us at once and we block it. ' * 5}</p></div></body>"
    )
    assert "Call us at once" in one(written(tmp_path, "card.html", page)).body


def test_a_pdf_gives_paragraphs_headings_and_no_page_numbers(tmp_path: Path) -> None:
    def page(number: int, heading: str, *lines: str) -> list[tuple[int, str]]:
        return [(10, "Northwind handbook"), (18, heading), *((12, x) for x in lines), (10, f"Page {number}")]

    path = tmp_path / "handbook.pdf"
    pages = [
        page(1, "Opening hours", "We are open from nine to five, and on", "Saturdays until noon."),
        page(2, "Holidays", "On public holidays nobody answers the tele-", "phone."),
        page(3, "Parking", "Behind the house."),
    ]
    path.write_bytes(makers.pdf(pages))
    body = one(path).body
    assert "We are open from nine to five, and on Saturdays until noon." in body
    assert "nobody answers the telephone." in body
    assert "## Holidays" in body
    assert "Page 2" not in body
    assert "Northwind handbook" not in body


def test_a_word_file_keeps_headings_lists_tables_and_bold(tmp_path: Path) -> None:
    makers.word(tmp_path / "lost.docx")
    found = one(tmp_path / "lost.docx")
    assert found.title == "Lost parcels"
    assert "Wait **two days** before you act." in found.body
    assert "## What to do" in found.body
    assert "- Open a trace\n- Call the courier" in found.body
    assert "| France | 3 |" in found.body


def test_tables_of_questions_are_known_by_their_headings_in_either_language(tmp_path: Path) -> None:
    found = read(written(tmp_path, "faq.csv", "编号;问题;答案;分类\n1;怎么退货？;7 天内联系客服。;售后\n2;;没有问题\n"))
    (document,) = found.documents
    assert (document.title, document.body, document.tags) == ("怎么退货？", "7 天内联系客服。", ("售后",))
    assert [x.why for x in found.left_out] == ["no question"]
    makers.sheet(tmp_path / "faq.xlsx", [["Our FAQ"], ["Question", "Answer"], ["Open on Sunday?", "No."]])
    assert [d.title for d in read(tmp_path / "faq.xlsx").documents] == ["Open on Sunday?"]


def test_zendesk_articles_and_macros(tmp_path: Path) -> None:
    export = {
        "articles": [
            {"id": 1, "title": "Refunds", "body": "<p>Within <b>5</b> days.</p>", "locale": "en-us", "draft": False,
             "label_names": ["money"], "section_id": 7, "html_url": "https://x.example/1", "user_segment_id": None},
            {"id": 2, "title": "Fraud", "body": "<p>Ask the desk.</p>", "locale": "en-us", "user_segment_id": 9},
            {"id": 3, "title": "Later", "body": "<p>x</p>", "draft": True},
        ],
        "sections": [{"id": 7, "name": "Payments"}],
        "macros": [
            {"id": 4, "title": "Sorry::Late parcel", "active": True, "description": "late",
             "actions": [{"field": "status", "value": "open"},
                         {"field": "comment_value", "value": ["channel:all", "Hi {{ticket.requester.first_name}}"]}]},
            {"id": 5, "title": "Close", "active": True, "actions": [{"field": "status", "value": "solved"}]},
        ],
    }  # fmt: skip
    found = read(written(tmp_path, "zendesk.json", json.dumps(export)))
    by_title = {d.title: d for d in found.documents}
    assert by_title["Refunds"].body == "Within **5** days."
    assert by_title["Refunds"].tags == ("Payments", "money")
    assert by_title["Fraud"].internal
    assert by_title["Late parcel"].kind == SNIPPET
    assert (by_title["Late parcel"].tags, by_title["Late parcel"].when) == (("Sorry",), "late")
    assert {(x.what, x.why) for x in found.left_out} == {
        ("Later", "a draft"), ("Close", "a macro that says nothing to the customer")}  # fmt: skip


def test_intercom_articles_in_each_language_and_macros(tmp_path: Path) -> None:
    export = {"type": "list", "data": [
        {"type": "article", "id": "9", "title": "Cards", "body": "<p>Block it in the app.</p>", "state": "published",
         "default_locale": "en", "translated_content": {"type": "article_translated_content",
            "zh-TW": {"title": "卡片", "body": "<p>請在應用程式停用。</p>", "state": "published"},
            "fr": {"title": "Cartes", "body": "<p>…</p>", "state": "draft"}}},
        {"type": "macro", "id": "10", "name": "Greet", "body_text": 'Hi {{user.name|fallback:"there"}}!',
         "body": '<p>Hi <attribute key="user.name" default="there"/>!</p>'},
    ]}  # fmt: skip
    found = read(written(tmp_path, "intercom.json", json.dumps(export)))
    assert {(d.title, d.language) for d in found.documents if d.kind != SNIPPET} == {("Cards", "en"), ("卡片", "zh-TW")}
    assert [d.body for d in found.documents if d.kind == SNIPPET] == ["Hi {{user.name}}!"]
    assert [x.why for x in found.left_out] == ["a draft"]


def test_chatwoot_articles_canned_responses_and_macros(tmp_path: Path) -> None:
    articles = {"payload": [{"id": 1, "title": "Hours", "content": "**Nine** to five.", "status": "published",
                             "category": {"name": "About", "locale": "en"}},
                            {"id": 2, "title": "Old", "content": "x", "status": "archived"}], "meta": {}}  # fmt: skip
    found = read(written(tmp_path, "articles.json", json.dumps(articles)))
    assert [(d.title, d.body, d.tags) for d in found.documents] == [("Hours", "**Nine** to five.", ("About",))]
    canned = [{"id": 3, "short_code": "thanks", "content": "Thank you, {{contact.first_name}}."}]
    assert one(written(tmp_path, "canned.json", json.dumps(canned))).kind == SNIPPET
    macros = {"payload": [{"id": 4, "name": "Bye", "actions": [
        {"action_name": "send_message", "action_params": ["Bye, {{contact.name}}!"]}]}]}  # fmt: skip
    assert one(written(tmp_path, "macros.json", json.dumps(macros))).body == "Bye, {{contact.name}}!"


def test_a_web_archive_gives_its_page(tmp_path: Path) -> None:
    text = (
        "From: <Saved>\nSnapshot-Content-Location: https://help.example/a\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\n'
        "Content-Transfer-Encoding: quoted-printable\n\n<h1>Caf=C3=A9</h1><p>Open daily, in summer till ten.</p>\n--b--"
    )
    found = one(written(tmp_path, "page.mhtml", text))
    assert (found.title, found.origin) == ("Café", "https://help.example/a")


def test_a_page_whose_heading_is_its_title_says_it_once(tmp_path: Path) -> None:
    page = f"<title>Lost card - Bank</title><main><h2>Lost card</h2><p>{'Call us at once. ' * 5}</p></main>"
    found = one(written(tmp_path, "card.html", page))
    assert (found.title, found.body.count("Lost card")) == ("Lost card", 0)
