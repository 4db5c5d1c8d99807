"""A lead publishes from the knowledge window to a real channel in a folder, warns everybody, and takes proposals in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from assist.app import Workshop
from assist.domain.channel import Proposal
from assist.domain.errors import InputError
from assist.domain.settings import Settings
from assist.packs.channel.folder import FolderTransport
from assist.packs.channel.proposals import Outbox
from assist.packs.reader import read_pack
from assist.packs.sealing import Signer, write_key_file
from assist.publishing import KEY_FILE, LivePublishing, set_version
from assist.ui.authoring.publishing import PublishSheet
from assist.ui.panels.proposals import ReviewSheet
from tests.ui.authoring.conftest import Bench

LEAD = Signer(bytes(range(32)), "Anna")


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A lead's machine without a keyring, a channel in a folder configured."""
    made = Workshop()
    (tmp_path / "channel").mkdir()
    made.settings = Settings(channel=str(tmp_path / "channel"))
    made.team.trust.pin(LEAD.public, "Anna")
    write_key_file(made.home / KEY_FILE, LEAD)
    return made


@pytest.fixture
def publishing(shop: Workshop, make: Callable[..., Bench]) -> Bench:
    return make(publishing=lambda folder: LivePublishing(shop.team, shop.channel, folder))


def sheet(bench: Bench) -> PublishSheet:
    bench.window.open_publish()
    found: PublishSheet | None = bench.window.findChild(PublishSheet)
    assert found is not None
    bench.until(lambda: found.version.text() != "")
    return found


def test_a_pack_is_published_and_the_next_version_suggested(publishing: Bench, shop: Workshop) -> None:
    first = sheet(publishing)
    assert first.version.text() == "1.4.0"
    first.notes.setPlainText("Opening hours")
    first.percent.setValue(25)
    first.publish_button.click()
    publishing.until(lambda: "Published northwind 1.4.0" in first.state.text())
    shop.team.receiver().look()
    (release,) = shop.team.receiver().releases()
    assert (release.version, release.percent, release.notes, release.signer) == ("1.4.0", 25, "Opening hours", "Anna")
    first.close_sheet()
    publishing.until(lambda: publishing.window.findChild(PublishSheet) is None)
    second = sheet(publishing)
    assert second.version.text() == "1.4.1"
    second.publish_button.click()
    publishing.until(lambda: "fetch 1 KB" in second.state.text())
    assert read_pack(publishing.folder).version == "1.4.1"


def test_what_cannot_be_published_is_said_and_the_version_stays(publishing: Bench) -> None:
    shown = sheet(publishing)
    (publishing.folder / "tone.toml").write_text("[")
    before = (publishing.folder / "pack.toml").read_bytes()
    shown.version.setText("1.5.0")
    shown.publish_button.click()
    publishing.until(lambda: "tone.toml" in shown.state.text())
    assert (publishing.folder / "pack.toml").read_bytes() == before
    shown.version.setText("next")
    shown.publish_button.click()
    publishing.until(lambda: "is not a version" in shown.state.text())


def test_a_notice_is_on_the_channel(publishing: Bench, shop: Workshop) -> None:
    shown = sheet(publishing)
    shown.notice_text.setText("Payment is down")
    shown.notice_say.setPlainText("We are working on it.")
    shown.notice_button.click()
    publishing.until(lambda: shown.state.text().startswith("Sent."))
    assert [(n.text, n.say) for n in shop.team.receiver().look().notices] == [
        ("Payment is down", "We are working on it.")
    ]


def test_a_proposal_is_accepted_into_the_pack_being_edited(publishing: Bench, shop: Workshop, tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox", Signer.new())
    outbox.put(Proposal("snippet", "northwind", "By express", "It comes by express.", at="2026-05-01T09:00:00Z"))
    outbox.send(FolderTransport(tmp_path / "channel"))
    publishing.window.open_review()
    review: ReviewSheet | None = publishing.window.findChild(ReviewSheet)
    assert review is not None

    def accepting() -> list[QPushButton]:
        return [b for b in review.findChildren(QPushButton) if b.accessibleName() == "Accept: By express"]

    publishing.until(lambda: bool(accepting()))
    accepting()[0].click()
    publishing.until((publishing.folder / "snippets/proposed/by-express.md").exists)


def test_the_version_is_changed_and_nothing_else(tmp_path: Path) -> None:
    text = "# ours\n[pack]\nid = 'x'\nname = \"version = 9\"\nversion  =  '1.0.0'  # the first\n"
    (tmp_path / "pack.toml").write_text(text)
    set_version(tmp_path, "1.0.1")
    assert (tmp_path / "pack.toml").read_text() == text.replace("'1.0.0'", '"1.0.1"')
    (tmp_path / "pack.toml").write_text('pack = { id = "x", version = "1.0.0" }\n')
    with pytest.raises(InputError, match="by hand"):
        set_version(tmp_path, "1.0.1")
