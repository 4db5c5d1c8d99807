"""What agents propose reaches the leads' queue, masked and signed; what is accepted is a file of the pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from assist.domain.channel import Proposal
from assist.domain.errors import ChannelFailed, InputError, PackError
from assist.domain.pack import FieldType, FormField
from assist.domain.text import LocalText
from assist.packs.channel.folder import FolderTransport
from assist.packs.channel.proposals import Outbox, read_proposals, remove, take_in
from assist.packs.reader import read_pack
from assist.packs.sealing import Signer
from assist.packs.trust import Role, Trust
from assist.services.team import masked
from tests.nginx import Nginx
from tests.packs.channel.conftest import web
from tests.packs.conftest import MakePack

AGENT = Signer(bytes(range(2, 34)))
AT = "2026-05-01T09:30:00Z"


def reply(title: str = "Late and sorry", text: str = "I am sorry.\n\nIt comes tomorrow.", **more: str) -> Proposal:
    return Proposal("snippet", "tiny", title, text, at=AT, **more)


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust(tmp_path / "trust.json")


def test_a_proposal_waits_until_the_channel_is_there_and_names_its_machine(
    tmp_path: Path, shared: FolderTransport, trust: Trust
) -> None:
    outbox = Outbox(tmp_path / "outbox", AGENT)
    outbox.put(reply())
    with pytest.raises(ChannelFailed):
        outbox.send(FolderTransport(tmp_path / "nowhere"))
    assert outbox.send(shared) == 1
    assert outbox.send(shared) == 0
    (found,) = read_proposals(shared, trust)
    assert (found.title, found.text, found.who[:15]) == (reply().title, reply().text, "unknown machine")
    trust.pin(AGENT.public, "Desk 7", Role.PROPOSE)
    assert read_proposals(shared, trust)[0].who.startswith("Desk 7")
    trust.revoke(AGENT.public)
    assert read_proposals(shared, trust) == ()


@pytest.mark.server
def test_a_proposal_goes_over_webdav_and_is_removed_there(tmp_path: Path, server: Nginx, trust: Trust) -> None:
    channel = web(server, "/dav")
    Outbox(tmp_path / "outbox", AGENT).put(reply())
    Outbox(tmp_path / "outbox", AGENT).send(channel)
    (found,) = read_proposals(channel, trust)
    remove(channel, found)
    assert read_proposals(channel, trust) == ()


def test_a_changed_proposal_is_left_out(tmp_path: Path, shared: FolderTransport, trust: Trust) -> None:
    outbox = Outbox(tmp_path / "outbox", AGENT)
    outbox.put(reply())
    outbox.send(shared)
    (file,) = Path(shared.where, "proposals").iterdir()
    file.write_text(file.read_text().replace("tomorrow", "never"))
    assert read_proposals(shared, trust) == ()


def test_an_accepted_reply_is_a_snippet_of_the_pack(make_pack: MakePack) -> None:
    pack = make_pack()
    for n in range(2):
        take_in(reply(category="late", comment='when: it\'s "late"', text=f"Number {n}"), pack)
    added = [s for s in read_pack(pack).snippets if s.id.startswith("late-and-sorry")]
    assert [(s.id, s.body, s.categories, s.when) for s in added] == [
        ("late-and-sorry-2", "Number 1", ("late",), 'when: it\'s "late"'),
        ("late-and-sorry", "Number 0", ("late",), 'when: it\'s "late"'),
    ]


def test_a_chinese_title_makes_a_file_too(make_pack: MakePack) -> None:
    file = take_in(reply("抱歉,包裹晚到", "很抱歉。", language="zh"), make_pack())
    assert read_pack(file.parents[2]).snippets[-1].title == "抱歉,包裹晚到"


def test_a_correction_replaces_the_words_it_quotes_and_only_when_they_are_there_once(make_pack: MakePack) -> None:
    pack = make_pack()
    fix = Proposal("correction", "tiny", "Not so", "Wait two days.", "article:late-parcel", "Wait.", at=AT)
    take_in(fix, pack)
    assert read_pack(pack).articles[0].body.strip() == "Wait two days."
    with pytest.raises(InputError, match="not found just once"):
        take_in(fix, pack)


def test_what_would_spoil_the_pack_is_taken_back(make_pack: MakePack) -> None:
    pack = make_pack()
    before = read_pack(pack).digest
    with pytest.raises(PackError):
        take_in(
            Proposal("correction", "tiny", "x", "{{nothing_like_it", "snippet:late-1", "---\nid: late-1", at=AT), pack
        )
    assert read_pack(pack).digest == before


def test_personal_data_does_not_leave_and_the_case_s_values_become_placeholders() -> None:
    said = reply(text="Dear Crystal Minh, order 8273620 comes tomorrow; we wrote to crystal@example.com.")
    hidden = masked(said, {"order_id": "8273620"}, ("Crystal Minh",))
    assert hidden.text == "Dear [NAME1], order {{order_id}} comes tomorrow; we wrote to [EMAIL1]."


def test_what_a_terminal_would_obey_is_taken_out(tmp_path: Path, shared: FolderTransport, trust: Trust) -> None:
    outbox = Outbox(tmp_path / "outbox", AGENT)
    outbox.put(reply(title="\x1b]0;owned\x07Hello", text="one\n\u202etwo"))
    outbox.send(shared)
    (found,) = read_proposals(shared, trust)
    assert (found.title, found.text) == ("]0;ownedHello", "one\ntwo")


@pytest.mark.parametrize("bad", [reply(title=" "), reply(text=""), reply(text="x" * 9000)])
def test_a_proposal_that_says_nothing_or_too_much_is_refused(tmp_path: Path, bad: Proposal) -> None:
    with pytest.raises(InputError):
        Outbox(tmp_path, AGENT).put(bad)


FIELDS = (
    FormField("name", LocalText.of("Name"), FieldType.PERSON),
    FormField("email", LocalText.of("Email"), FieldType.EMAIL),
    FormField("phone", LocalText.of("Phone"), FieldType.PHONE),
    FormField("order_id", LocalText.of({"en": "Order no.", "zh": "订单号"}), FieldType.ID),
)


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("Yes, Ms Lopez (maria.lopez@example.org), it is done.", "Yes, Ms {{name}} ({{email}}), it is done."),
        ("Dear Crystal Minh, thanks, Crystal. I'm Tom.", "Dear {{name}}, thanks, {{name}}. I'm {{agent_name}}."),
        ("Your order number 8273620 comes tomorrow.", "Your order number {{order_id}} comes tomorrow."),
        ("您的订单号8273620明天到。", "您的订单号{{order_id}}明天到。"),
        ("Your gift card 8273620 is valid.", "Your gift card [ID1] is valid."),
        ("The order 8273620, not the order 8273621.", "The order [ID1], not the order [ID2]."),
        ("We will call you on 0171 5550 1234.", "We will call you on {{phone}}."),
        ("Your gift card 82736201998 is valid.", "Your gift card [PHONE1] is valid."),
        ("Ms Lopez and Mr Brown may both come.", "Ms [NAME1] and Mr [NAME2] may both come."),
    ],
)  # fmt: skip
def test_what_one_field_alone_can_hold_becomes_its_placeholder_and_the_rest_stays_hidden(
    said: str, leaves: str
) -> None:
    assert masked(reply(text=said), {}, ("Crystal Minh",), FIELDS, ("Tom Baker", "Tom")).text == leaves


def test_an_address_that_is_not_the_case_s_own_stays_hidden() -> None:
    said = reply(text="We wrote to lena@example.org from desk@example.com.")
    assert masked(said, {"email": "lena@example.org"}, (), FIELDS).text == "We wrote to {{email}} from [EMAIL1]."


def test_a_value_of_the_case_within_a_longer_number_is_not_that_value() -> None:
    said = reply(text="您的订单8273620明天到, gift card 82736201998.")
    assert masked(said, {"order_id": "8273620"}).text == "您的订单{{order_id}}明天到, gift card [PHONE1]."


def test_a_title_beside_a_text_with_a_name_s_placeholder_is_no_name_and_a_name_in_it_is_hidden() -> None:
    assert masked(reply("配送延迟", "Dear {{name}}, it is done."), {}).title == "配送延迟"
    assert masked(reply("Write to Lopez", "Dear Ms Lopez."), {}).title == "Write to [NAME1]"


def test_an_article_gets_no_placeholders() -> None:
    fix = Proposal("correction", "tiny", "Not so", "Write to lena@example.org.", "article:late-parcel", "Wait.")
    assert masked(fix, {"email": "lena@example.org"}, (), FIELDS).text == "Write to [EMAIL1]."


def test_a_reply_with_a_mask_is_accepted_only_when_edited_or_when_the_pack_has_a_field_for_it(
    make_pack: MakePack,
) -> None:
    pack = make_pack()
    before = read_pack(pack).digest
    with pytest.raises(InputError, match=r"\[NAME1\], \[EMAIL1\]"):
        take_in(reply(text="Of course, Ms [NAME1] ([EMAIL1]). It is order [ID1]."), pack)
    assert read_pack(pack).digest == before
    take_in(reply(title="About [NAME1]", text="It is order [ID1]."), pack)
    added = next(s for s in read_pack(pack).snippets if s.path.startswith("snippets/proposed"))
    assert (added.title, added.body) == ("About …", "It is order {{order_id}}.")
