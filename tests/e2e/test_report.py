"""The report of a replay, made by the command and looked at in a real browser where there is one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.services.judging import Finding, Verdict
from assist.services.reporting import Judged, Names, report_html
from tests.conftest import CONVERSATIONS, NORTHWIND, ROOT
from tests.e2e.chromium import PATH, Chromium
from tests.e2e.conftest import Run

pytestmark = pytest.mark.slow
browser_needed = pytest.mark.skipif(PATH is None, reason="no Chromium here")
HOSTILE = "</script><img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


def records() -> list[dict[str, Any]]:
    names = ("late-frustrated", "outside-the-pack", "refund-chinese")
    return [json.loads((CONVERSATIONS / f"{name}.json").read_text(encoding="utf-8")) for name in names]


def replayed(assist: Run, folder: Path, name: str, rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], Path]:
    source, out, report = (folder / f"{name}.{kind}" for kind in ("jsonl", "out.jsonl", "html"))
    source.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    done = assist("replay", str(source), "--pack", str(NORTHWIND), "--out", str(out), "--report", str(report))
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    for result in results:
        del result["timing_ms"]
    return results, report


def test_gold_changes_the_report_and_nothing_that_is_found(assist: Run, tmp_path: Path) -> None:
    gold = {"category": "no_such", "form": {"order_id": ["no such value"]}, "unsaid": [], "articles": ["no-such"]}
    bare, without = replayed(assist, tmp_path, "bare", records())
    judged, report = replayed(assist, tmp_path, "judged", [{**r, "gold": gold} for r in records()])
    assert judged == bare
    assert '"v":"wrong"' in report.read_text(encoding="utf-8")
    assert '"v":"wrong"' not in without.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_said_before_any_work(assist: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps(records()[0]) + "\n", encoding="utf-8")
    done = assist("replay", str(source), "--pack", str(NORTHWIND), "--out", str(tmp_path / "o.jsonl"), "--report",
                  str(tmp_path / "none" / "r.html"))  # fmt: skip
    assert done.returncode == 1
    assert "no such folder" in done.stderr
    assert not (tmp_path / "o.jsonl").exists()


def point(number: int) -> Judged:
    hostile = number == 7
    text = HOSTILE if hostile else f"🙂 my order is 8273{number} please"
    chat = Conversation(
        f"chat-{number}{HOSTILE if hostile else ''}",
        (Turn(Speaker.CUSTOMER, text), Turn(Speaker.AGENT, "谢谢，请稍等"), Turn(Speaker.CUSTOMER, "not seen")),
    )
    start = 0 if hostile else 14
    order = (Evidence(0, start, start + 4),)
    found = [
        Finding("form", Verdict.RIGHT, "order", f"8273{number}", confidence=0.9, evidence=order),
        Finding("mood", Verdict.FOUND, "mood", "angry", confidence=0.4, evidence=(Evidence(0, 0, 16),)),
    ]
    if number % 5 == 0:
        found.append(Finding("category", Verdict.WRONG, "category", "a", "b", number / 5000))
    hit = {"id": "art", "score": 0.5, "text": f"One. {text}", "sentence": text}
    return Judged(chat, 1, {"articles": [hit], "mood": {"valence": -0.5, "trend": [0, -0.5]}}, tuple(found))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "r.html"
    html = report_html(map(point, range(5000)), "Many", Names(), ROOT / "resources" / "report")
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


def selected(browser: Chromium) -> str:
    return str(browser.run("document.querySelector('#detail h2').textContent"))


@browser_needed
def test_five_thousand_points_open_at_once_and_only_what_is_in_sight_exists(browser: Chromium, report: str) -> None:
    began = time.monotonic()
    browser.open(report)
    assert time.monotonic() - began < 15
    assert browser.run("document.getElementById('about').textContent") == "5,000 of 5,000 points"
    assert browser.run("document.querySelectorAll('.row').length") < 60
    assert selected(browser).startswith("chat-4995 ")
    assert browser.messages == []


@browser_needed
def test_keys_walk_through_the_points(browser: Chromium, report: str) -> None:
    browser.open(report)
    browser.key("j")
    assert selected(browser).startswith("chat-4990 ")
    browser.key("k")
    assert selected(browser).startswith("chat-4995 ")
    browser.key("/")
    assert browser.run("document.activeElement.id") == "text"
    browser.key("j")
    assert browser.run("document.getElementById('text').value") == "j"


@browser_needed
def test_filters_come_from_the_address_and_combine(browser: Chromium, report: str) -> None:
    browser.open(f"{report}#kind=category&verdict=wrong&low=0.5&high=0.6&sort=file")
    assert browser.run("document.getElementById('about').textContent") == "101 of 5,000 points"
    assert selected(browser).startswith("chat-2500 ")
    browser.open(f"{report}#text=order+82734999")
    assert browser.run("document.getElementById('about').textContent") == "1 of 5,000 points"
    browser.open(f"{report}#verdict=missing")
    assert "No point matches" in browser.run("document.getElementById('rows').textContent")


@browser_needed
def test_a_finding_lights_the_words_it_rests_on_whatever_stands_before_them(browser: Chromium, report: str) -> None:
    browser.open(f"{report}#id=chat-12&turn=1")
    browser.run("document.querySelector('.finding.right').click()")
    assert browser.run("[...document.querySelectorAll('mark.lit')].map(m => m.textContent).join('')") == "8273"
    browser.run("document.querySelector('mark.mood').click()")
    assert browser.run("document.querySelector('.finding.lit strong').textContent") == "angry"
    assert browser.run("document.querySelectorAll('.turn.later').length") == 1
    assert "form" in browser.run("document.querySelector('mark.lit ~ .tag.form')?.className ?? ''")


@browser_needed
def test_hostile_text_is_shown_and_never_run(browser: Chromium, report: str) -> None:
    browser.open(f"{report}#text=onerror")
    assert browser.run("document.querySelector('.turn').textContent").endswith(HOSTILE[16:])
    assert browser.run("document.title") == "Many"
    assert browser.run("document.images.length + document.scripts.length") == 2
    assert browser.messages == []


@browser_needed
def test_light_and_dark_follow_the_system_and_the_key(browser: Chromium, report: str) -> None:
    def back() -> str:
        return str(browser.run("getComputedStyle(document.body).backgroundColor"))

    browser.open(report)
    assert back() == "rgb(255, 255, 255)"
    browser.key("t")
    assert back() == "rgb(21, 24, 29)"
    browser.open(report)
    browser.dark()
    assert back() == "rgb(21, 24, 29)"
    browser.key("t")
    assert back() == "rgb(255, 255, 255)"
