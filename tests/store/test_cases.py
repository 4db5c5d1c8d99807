from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from assist.domain.assistance import CaseForm, FieldState, FieldValue, MoodLabel
from assist.domain.case import ByHand, Case, Feedback, FeedbackKind
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.store import rows
from assist.store.cases import SqlCaseStore
from assist.store.database import EncryptedDatabase, open_database
from tests.store.conftest import KEY


def talk(name: str = "c1", turns: int = 3) -> Conversation:
    said = tuple(
        Turn(Speaker.CUSTOMER if i % 2 == 0 else Speaker.AGENT, f"turn {i} 包裹", at=str(i)) for i in range(turns)
    )
    return Conversation(name, said, version=turns, channel="chat")


FULL = Case(
    replace(talk(), declared_language="zh", form="refund", category="late", report_at=(0, 2)),
    ByHand({"order_id": "8273", "email": ""}, MoodLabel.ANGRY, "late", "refund"),
    frozenset({"snippet:a", "draft:b"}),
    frozenset({"snippet:c"}),
    "half a sent",
    "northwind",
    "2026-05-01T09:30:00Z",
)


def test_a_case_comes_back_as_it_was(store: SqlCaseStore, path: Path) -> None:
    store.save(FULL)
    store.close()

    again = SqlCaseStore(open_database(path, KEY))
    assert again.open_case() == FULL
    assert again.recent() == (FULL,)
    assert again.case("c1") == FULL
    again.close()


def test_the_case_saved_last_is_on_screen(store: SqlCaseStore) -> None:
    first, second = Case(talk("a")), Case(talk("b"))
    store.save(first)
    store.save(second)
    assert store.open_case() == second
    store.save(first)
    assert store.open_case() == first
    assert [c.id for c in store.recent()] == ["a", "b"]


def test_a_closed_case_is_history_and_no_longer_on_screen(store: SqlCaseStore) -> None:
    store.save(FULL)
    store.close_case("c1")
    assert store.open_case() is None
    assert store.recent() == (FULL,)

    store.save(FULL)
    assert store.open_case() == FULL


def test_an_empty_store_has_nothing_on_screen(store: SqlCaseStore) -> None:
    assert (store.open_case(), store.recent(), store.case("x"), store.form("x"), store.feedback("x")) == (
        None,
        (),
        None,
        None,
        (),
    )
    store.close_case("unknown")
    store.record(())


def test_feedback_is_kept_in_order(store: SqlCaseStore) -> None:
    kept = [kind for kind in FeedbackKind if kind is not FeedbackKind.TAKEN_BACK]
    events = tuple(Feedback("c1", kind, "snippet:a", "2026-05-01T09:30:00Z", "text", i) for i, kind in enumerate(kept))
    store.record(events[:2])
    store.record(events[2:])
    store.record([Feedback("c2", FeedbackKind.SHOWN, "x", "")])
    assert store.feedback("c1") == events


def test_the_form_is_kept_as_last_seen(store: SqlCaseStore) -> None:
    value = FieldValue("8273620", 0.9, FieldState.AUTO, (Evidence(0, 1, 5), Evidence(2, 0, 3)))
    store.save_form("c1", CaseForm("refund", {}, ("order_id",)))
    store.save_form("c1", CaseForm("refund", {"order_id": value}, ()))
    assert store.form("c1") == CaseForm("refund", {"order_id": value}, ())


_text = st.text(max_size=8)
_turns = st.lists(st.builds(Turn, st.sampled_from(Speaker), _text, st.none() | _text, st.none() | _text), max_size=5)


@settings(max_examples=40, deadline=None)
@given(versions=st.lists(st.tuples(st.sampled_from("ab"), _turns.map(tuple), _text), max_size=6))
def test_whatever_is_saved_in_whatever_order_comes_back(versions: list[tuple[str, tuple[Turn, ...], str]]) -> None:
    with TemporaryDirectory() as folder:
        store, other = (SqlCaseStore(open_database(Path(folder, "x.db"), KEY)) for _ in range(2))
        last: dict[str, Case] = {}
        for i, (name, turns, composer) in enumerate(versions):
            last[name] = Case(Conversation(name, turns, i), composer=composer, line=composer[::-1])
            (store if i % 3 else other).save(last[name])
        assert {c.id: c for c in store.recent()} == last
        assert store.open_case() == (last[versions[-1][0]] if versions else None)
        store.close()
        other.close()


def test_a_lone_surrogate_does_not_stop_a_save(store: SqlCaseStore) -> None:
    store.save(
        Case(Conversation("c", (Turn(Speaker.CUSTOMER, "x\ud83dy\ud83d\ude00"),)), composer="\udc00", line="\ud83d")
    )
    opened = store.open_case()
    assert opened is not None
    assert opened.conversation.turns[0].text == "x\ufffdy\U0001f600"
    assert opened.line == "\ufffd"


def test_saving_a_long_conversation_again_writes_only_what_changed(
    store: SqlCaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    real = rows.write_turns
    case = Case(talk(turns=2000))
    store.save(case)

    def counting(db: Database, case_id: str, before: tuple[Turn, ...], now: tuple[Turn, ...]) -> int:
        written.append(real(db, case_id, before, now))
        return written[-1]

    monkeypatch.setattr(rows, "write_turns", counting)
    store.save(replace(case, composer="a key"))
    store.save(replace(case, conversation=case.conversation.append(Turn(Speaker.AGENT, "new"))))
    started = time.perf_counter()
    for i in range(20):
        store.save(replace(case, composer="x" * i))
    each = (time.perf_counter() - started) / 20
    assert written[:2] == [0, 1]
    assert each < 0.05


def test_a_write_of_another_connection_is_noticed(store: SqlCaseStore, path: Path) -> None:
    case = Case(talk())
    store.save(case)
    other = SqlCaseStore(open_database(path, KEY))
    other.save(Case(talk(turns=9)))

    store.save(case)

    assert other.open_case() == store.open_case() == case
    other.close()


def test_threads_may_save_at_the_same_time(store: SqlCaseStore) -> None:
    def work(name: str) -> None:
        for n in range(10):
            store.save(Case(talk(name, n)))
            store.record([Feedback(name, FeedbackKind.SHOWN, "x", "", version=n)])

    threads = [threading.Thread(target=work, args=(f"c{i}",)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((c.id, len(c.conversation.turns)) for c in store.recent()) == [(f"c{i}", 9) for i in range(4)]
    assert all(len(store.feedback(f"c{i}")) == 10 for i in range(4))


def test_nothing_is_in_the_clear(store: SqlCaseStore, path: Path) -> None:
    store.save(
        Case(
            Conversation("c", (Turn(Speaker.CUSTOMER, "my card is PLAINTEXTMARK"),)),
            composer="PLAINTEXTMARK",
            line="PLAINTEXTMARK",
        )
    )
    files = {f.name: f.read_bytes() for f in path.parent.iterdir()}
    store.close()
    files["closed"] = path.read_bytes()

    assert len(files) >= 3
    assert not [name for name, content in files.items() if b"PLAINTEXT" in content or b"CREATE TABLE" in content]
    assert not path.read_bytes().startswith(b"SQLite format 3")


def test_the_database_says_which_cipher_it_uses(path: Path) -> None:
    database: EncryptedDatabase = open_database(path, KEY)
    assert database.cipher_version().startswith("4.")
    assert database.check() == ()
    database.close()
    database.close()
