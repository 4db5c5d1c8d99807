"""``assist export`` and ``assist insights`` over a real encrypted database; only where its key comes from is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from assist.cli import main
from assist.commands import analysis, insights
from assist.domain.case import Feedback, FeedbackKind
from assist.domain.insights import CaseFacts
from assist.store.cases import SqlCaseStore
from assist.store.database import open_database
from assist.store.habits import SqlHabitStore
from assist.store.insights import SqlInsightStore
from tests.nginx import nginx, why_not


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlInsightStore]:
    store = SqlCaseStore(open_database(tmp_path / "assist.db", bytes(32)))
    made = SqlInsightStore(store.database)
    monkeypatch.setattr(insights, "open_kept", lambda _shop: store.database)
    question = "Write to lena@example.org about order 82736201"
    made.save_facts(CaseFacts("case-1", "2026-05-01", "en", "late", 3, 2, -0.5, 0.2, "neutral", question, 10.0, 60.0))
    yield made
    store.close()


def test_an_export_hides_personal_data_and_whose_case_it_was(kept: SqlInsightStore, tmp_path: Path) -> None:
    assert main(["export", "--parquet", str(tmp_path / "out")]) == 0
    (path,) = (tmp_path / "out" / "cases").glob("*/*.parquet")
    with duckdb.connect() as db:
        rows = db.read_parquet(str(path)).project("agent, case_id, open_question").fetchall()
    ((agent, case_id, asked),) = rows
    assert "lena" not in asked
    assert "82736201" not in asked
    assert case_id != "case-1"
    assert main(["export", "--parquet", str(tmp_path / "out")]) == 0
    assert [p.stem for p in (tmp_path / "out" / "cases").glob("*/*.parquet")] == [agent]


def test_a_team_of_one_is_not_shown(kept: SqlInsightStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "--parquet", str(tmp_path / "out")])
    assert main(["insights", "--from", str(tmp_path / "out")]) == 0
    assert "five agents" in capsys.readouterr().out


def test_ones_own_cases_are_summed_up(kept: SqlInsightStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["insights"]) == 0
    assert "1 cases, 3 turns, 1 cases with an open question" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_gives_one_line(
    kept: SqlInsightStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["export", "--parquet", str(tmp_path / "file")]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_without_anything_kept_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["insights"]) == 1
    assert "no conversation has been kept" in capsys.readouterr().err.replace("\n", " ")


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.skipif(bool(why_not()), reason=why_not() or "nginx is here")
def test_an_export_goes_to_a_web_server_as_the_same_files_and_one_that_is_away_gives_one_line(
    kept: SqlInsightStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("ASSIST_HOME", str(home))
    with nginx(tmp_path / "nginx") as server:
        (home / "settings.toml").write_text(f'version = 1\nchannel_ca = "{server.ca}"\n')
        assert main(["export", "--parquet", f"{server.url}/dav"]) == 0
        assert "1 files" in capsys.readouterr().out
        assert main(["export", "--parquet", f"{server.url}/dav"]) == 0
        (path,) = (server.files / "cases").glob("*/*.parquet")
        with duckdb.connect() as db:
            assert db.read_parquet(str(path)).project("category, turns").fetchall() == [("late", 3)]
    assert main(["export", "--parquet", f"{server.url}/dav"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) <= 2
    assert main(["export", "--parquet", "http://files.example.com/dav"]) == 1
    assert "https:// only" in capsys.readouterr().err.replace("\n", " ")


def test_what_was_learned_from_use_is_forgotten_by_a_command_and_the_statistics_stay(
    kept: SqlInsightStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = kept.database
    monkeypatch.setattr(analysis, "open_kept", lambda _shop: database)
    SqlCaseStore(database).record(
        Feedback("case-1", FeedbackKind.USED, "snippet:late-1", "2026-05-01T09:00:00Z") for _ in range(5)
    )
    habits, before = SqlHabitStore(database), kept.figures()
    assert len(habits.habits("2026-05-02").rows) == 1
    assert main(["learn", "--forget-use"]) == 0
    assert "forgot" in capsys.readouterr().out
    assert habits.habits("2026-05-02").rows == {}
    assert kept.figures() == before
    assert main(["learn", "history.jsonl", "--forget-use"]) == 1
    assert "stands alone" in capsys.readouterr().err.replace("\n", " ")
    assert main(["learn", "--forget"]) == 1
    assert "--pack" in capsys.readouterr().err
