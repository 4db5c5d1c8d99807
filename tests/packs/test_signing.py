"""Signed packs: what they are, who is believed, and everything that is refused with the version before left in use."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.domain.errors import InputError, PackError, StoreError, Untrusted
from assist.packs.admission import version_key
from assist.packs.building import build, look, sign, verify
from assist.packs.library import FolderLibrary
from assist.packs.sealing import Signer, open_sealed, read_key_file, write_key_file
from assist.packs.trust import PinnedKey, Role, Standing, Trust, grant, revoke, rotate
from tests.packs.conftest import PACK, MakePack

LEAD = Signer(bytes(range(32)), "Anna")
OTHER = Signer(bytes(range(1, 33)), "Bo")
AT = "2026-05-01T09:30:00Z"


class Shelf:
    """A lead's desk and an agent's library, on which the lead's key is pinned."""

    def __init__(self, folder: Path, make_pack: MakePack) -> None:
        self.folder, self._make = folder, make_pack
        self.trust = Trust(folder / "home" / "trust.json")
        self.trust.pin(LEAD.public, "Anna")
        self.library = FolderLibrary(folder / "home", self.trust)

    def built(self, version: str = "1.0.0", sequence: int = 1, signer: Signer | None = LEAD) -> Path:
        source = self._make({"pack.toml": PACK.replace("1.2.3", version)}, "made")
        target = self.folder / f"{version}-{sequence}.assistpack"
        build(source, target)
        if signer is not None:
            sign(target, signer, AT, sequence)
        return target

    def in_use(self) -> str:
        return self.library.read("tiny").version


@pytest.fixture
def shelf(tmp_path: Path, make_pack: MakePack) -> Shelf:
    made = Shelf(tmp_path, make_pack)
    made.library.install(made.built("1.1.0", 10))
    return made


def test_the_same_folder_makes_the_same_bytes(make_pack: MakePack, tmp_path: Path) -> None:
    one, two = tmp_path / "1.assistpack", tmp_path / "2.assistpack"
    build(make_pack(), one)
    for file in make_pack().rglob("*"):
        os.utime(file, (1, 1))
    build(make_pack(), two)
    assert one.read_bytes() == two.read_bytes()


def test_a_pack_with_faults_is_not_built_and_leaves_no_file(make_pack: MakePack, tmp_path: Path) -> None:
    with pytest.raises(PackError):
        build(make_pack({"tone.toml": "["}), tmp_path / "out" / "bad.assistpack")
    assert not list(tmp_path.glob("out/*"))


def test_a_signature_says_who_when_and_what(shelf: Shelf) -> None:
    signature = verify(shelf.built("1.2.0", 11)).signature
    assert signature is not None
    assert (signature.name, signature.signed, signature.pack, signature.version, signature.sequence) == (
        "Anna", AT, "tiny", "1.2.0", 11,
    )  # fmt: skip


def test_signing_again_replaces_the_signature_and_touches_nothing_else(shelf: Shelf) -> None:
    once = shelf.built("1.2.0", 11, OTHER)
    again = sign(once, LEAD, AT, 12)
    assert again.key == LEAD.public
    with zipfile.ZipFile(once) as pack:
        assert len(pack.namelist()) == len(set(pack.namelist()))
    assert verify(once).signature == again
    assert once.read_bytes() == shelf.built("1.2.0", 12).read_bytes()


def test_a_signed_version_is_installed_and_says_so(shelf: Shelf) -> None:
    shelf.library.install(shelf.built("1.2.0", 11))
    assert [(v.version, v.state, v.signer, v.signed) for v in shelf.library.versions("tiny")] == [
        ("1.2.0", "current", "Anna", AT),
        ("1.1.0", "", "Anna", AT),
    ]


def test_an_unsigned_pack_is_taken_only_while_no_key_is_pinned_for_it(shelf: Shelf) -> None:
    unsigned = shelf.built("1.2.0", 11, None)
    with pytest.raises(Untrusted, match="not signed; a key is pinned for tiny"):
        shelf.library.install(unsigned)
    assert shelf.in_use() == "1.1.0"
    assert FolderLibrary(shelf.folder / "elsewhere").install(unsigned).version == "1.2.0"


def test_an_unsigned_folder_is_refused_too(shelf: Shelf) -> None:
    with pytest.raises(Untrusted, match="not signed"):
        shelf.library.install(shelf.folder / "made")


@pytest.mark.parametrize(("version", "sequence"), [("1.0.0", 99), ("1.1.0", 9), ("1.2.0", 10), ("1.1.0-rc.1", 99)])
def test_what_is_older_in_version_or_sequence_is_refused(shelf: Shelf, version: str, sequence: int) -> None:
    with pytest.raises(Untrusted, match=r"played back|sequence number"):
        shelf.library.install(shelf.built(version, sequence))
    assert shelf.in_use() == "1.1.0"


def test_rolling_back_does_not_open_the_door_for_old_versions(shelf: Shelf) -> None:
    shelf.library.install(shelf.built("1.3.0", 30))
    shelf.library.roll_back("tiny")
    assert shelf.in_use() == "1.1.0"
    with pytest.raises(Untrusted, match=r"already had 1\.3\.0"):
        shelf.library.install(shelf.built("1.2.0", 20))
    assert shelf.library.roll_back("tiny", "1.3.0").version == shelf.in_use() == "1.3.0"


def test_a_key_that_is_not_pinned_is_refused(shelf: Shelf) -> None:
    with pytest.raises(Untrusted, match="not a key that is pinned here"):
        shelf.library.install(shelf.built("1.2.0", 11, OTHER))
    assert shelf.in_use() == "1.1.0"


def test_a_revoked_key_is_refused_also_for_going_back_to_what_it_signed(shelf: Shelf) -> None:
    shelf.library.install(shelf.built("1.2.0", 11))
    shelf.trust.revoke(LEAD.public)
    with pytest.raises(Untrusted, match=r"Anna .* revoked"):
        shelf.library.install(shelf.built("1.3.0", 12))
    with pytest.raises(Untrusted, match="revoked"):
        shelf.library.roll_back("tiny")
    assert shelf.in_use() == "1.2.0"


def test_who_may_propose_may_not_publish(shelf: Shelf) -> None:
    shelf.trust.pin(OTHER.public, "Bo", Role.PROPOSE)
    with pytest.raises(Untrusted, match="may propose but not publish"):
        shelf.library.install(shelf.built("1.2.0", 11, OTHER))


def test_a_key_for_other_packs_is_refused_for_this_one(shelf: Shelf) -> None:
    shelf.trust.pin(OTHER.public, "Bo", Role.PUBLISH, ("another",))
    with pytest.raises(Untrusted, match="for other packs"):
        shelf.library.install(shelf.built("1.2.0", 11, OTHER))


def test_every_flipped_byte_is_found_or_harmless(shelf: Shelf) -> None:
    """Bytes that nothing reads (times, attributes of the zip) may differ; what is installed never does."""
    good = shelf.built("1.2.0", 11)
    wanted = verify(good).manifest
    content = good.read_bytes()
    bad = shelf.folder / "bad.assistpack"
    for place in range(0, len(content), 7):
        bad.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        try:
            built = verify(bad)
        except (PackError, Untrusted, InputError):
            continue
        assert built.manifest == wanted
        assert built.signature is None or built.signature.key == LEAD.public


def test_a_changed_file_under_an_unchanged_signature_is_refused(shelf: Shelf) -> None:
    good, bad = shelf.built("1.2.0", 11), shelf.folder / "bad.assistpack"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Wait.", b"Pay."))
    with pytest.raises(PackError, match="does not match the digest"):
        shelf.library.install(bad)
    assert shelf.in_use() == "1.1.0"


def test_a_changed_manifest_is_refused_even_with_digests_that_fit(shelf: Shelf, make_pack: MakePack) -> None:
    good, bad = shelf.built("1.2.0", 11), shelf.folder / "bad.assistpack"
    build(make_pack({"pack.toml": PACK.replace("1.2.3", "1.2.0"), "articles/late.md": None}, "changed"), bad)
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "a") as new:
        new.writestr("manifest.sig", old.read("manifest.sig"))
    with pytest.raises(Untrusted, match="another manifest"):
        shelf.library.install(bad)
    assert shelf.in_use() == "1.1.0"


def test_half_a_file_is_refused_in_one_line(shelf: Shelf) -> None:
    good = shelf.built("1.2.0", 11)
    half = shelf.folder / "half.assistpack"
    half.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    with pytest.raises(PackError, match="not a pack archive, or damaged") as told:
        shelf.library.install(half)
    assert "\n" not in str(told.value)
    assert shelf.in_use() == "1.1.0"


@pytest.mark.parametrize("path", ["../outside.md", "/etc/outside.md", "articles/../../outside.md"])
def test_a_path_outside_the_folder_is_refused_even_signed(shelf: Shelf, path: str) -> None:
    bad = shelf.built("1.2.0", 11)
    with zipfile.ZipFile(bad, "a") as pack:
        pack.writestr(path, "x")
    with pytest.raises(PackError, match="leads outside the pack"):
        shelf.library.install(bad)
    assert not list(shelf.folder.rglob("outside.md"))
    assert shelf.in_use() == "1.1.0"


def test_a_zip_bomb_is_refused_by_its_header(shelf: Shelf) -> None:
    bad = shelf.built("1.2.0", 11)
    with zipfile.ZipFile(bad, "a", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("articles/bomb.md", b"0" * (8 << 20))
    with pytest.raises(PackError, match="far more than it should"):
        shelf.library.install(bad)
    assert shelf.in_use() == "1.1.0"


def test_a_version_put_beside_the_one_in_use_waits_to_be_taken(shelf: Shelf) -> None:
    shelf.library.install(shelf.built("1.2.0", 11), switch=False)
    assert shelf.in_use() == "1.1.0"
    assert [v.state for v in shelf.library.versions("tiny")] == ["next", "current"]
    shelf.library.take_next("tiny")
    assert shelf.in_use() == "1.2.0"
    assert shelf.library.take_next("tiny") is None


def test_the_sixth_version_pushes_out_the_first(shelf: Shelf) -> None:
    for n in range(2, 7):
        shelf.library.install(shelf.built(f"1.{n}.0", 10 + n))
    assert [v.version for v in shelf.library.versions("tiny")] == ["1.6.0", "1.5.0", "1.4.0", "1.3.0"]


def test_an_installed_version_that_was_changed_is_not_gone_back_to(shelf: Shelf) -> None:
    shelf.library.install(shelf.built("1.2.0", 11))
    old = shelf.library.home_of("tiny") / shelf.library.versions("tiny")[1].folder
    (old / "articles" / "late.md").write_text((old / "articles" / "late.md").read_text() + "Pay first.\n")
    with pytest.raises(PackError, match="was changed since it was installed"):
        shelf.library.roll_back("tiny")
    assert shelf.in_use() == "1.2.0"


def test_a_key_file_is_the_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "lead.key"
    write_key_file(file, LEAD)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read_key_file(file) == LEAD
    with pytest.raises(StoreError, match="never overwritten"):
        write_key_file(file, OTHER)
    file.chmod(0o644)
    with pytest.raises(InputError, match="can be read by others"):
        read_key_file(file)


def test_no_private_key_is_ever_printed() -> None:
    assert LEAD.seed.hex() not in repr(LEAD)


def test_what_was_sealed_as_one_kind_is_not_another() -> None:
    with pytest.raises(Untrusted, match="another kind"):
        open_sealed(LEAD.seal("notice", {"a": 1}), "proposal")
    forged = json.loads(LEAD.seal("notice", {"a": 1})) | {"kind": "proposal"}
    with pytest.raises(Untrusted, match="does not fit"):
        open_sealed(json.dumps(forged), "proposal")


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.none())))
def test_what_is_sealed_opens_to_the_same(body: dict[str, object]) -> None:
    assert open_sealed(LEAD.seal("k", body), "k").body == body


@settings(max_examples=200)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_damage_of_a_sealed_text_is_one_kind_of_error(noise: bytes, place: int) -> None:
    whole = LEAD.seal("k", {"text": "hello"}).encode()
    for text in (noise, whole[:place] + noise[:1] + whole[place + 1 :]):
        with suppress(Untrusted):
            assert open_sealed(text, "k").body == {"text": "hello"}


# -- keys by statement -----------------------------------------------------------------------------------------


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    made = Trust(tmp_path / "trust.json")
    made.pin(LEAD.public, "Anna")
    return made


def test_a_new_key_signed_by_the_old_takes_its_place(trust: Trust) -> None:
    assert len(trust.apply([rotate(LEAD, OTHER, 50)])) == 1
    assert trust.believe(OTHER.public, "tiny", 60).name == "Bo"
    assert trust.believe(LEAD.public, "tiny", 50).standing is Standing.RETIRED
    with pytest.raises(Untrusted, match="replaced"):
        trust.believe(LEAD.public, "tiny", 51)
    assert trust.apply([rotate(LEAD, OTHER, 50)]) == ()


def test_statements_are_taken_in_any_order(trust: Trust) -> None:
    third = Signer(bytes(32), "Cy")
    trust.apply([grant(OTHER, PinnedKey(third.public, "Cy", Role.PROPOSE), 61), rotate(LEAD, OTHER, 50)])
    assert trust.believe(third.public, None, 1, Role.PROPOSE).name == "Cy"


def test_a_strangers_statement_changes_nothing(trust: Trust) -> None:
    before = trust.known()
    assert trust.apply([grant(OTHER, PinnedKey(OTHER.public), 9), revoke(OTHER, LEAD.public, "", 9), "{", "[]"]) == ()
    assert trust.known() == before


def test_who_may_only_propose_or_is_for_one_pack_decides_on_no_key(trust: Trust) -> None:
    for role, packs in ((Role.PROPOSE, ()), (Role.PUBLISH, ("tiny",))):
        trust.pin(OTHER.public, "Bo", role, packs)
        assert trust.apply([revoke(OTHER, LEAD.public, "", 9)]) == ()
    assert trust.believe(LEAD.public, None, 1)


def test_no_statement_brings_a_revoked_key_back(trust: Trust) -> None:
    let_in = grant(LEAD, PinnedKey(OTHER.public, "Bo"), 9)
    trust.apply([let_in, revoke(LEAD, OTHER.public, "laptop lost", 10)])
    trust.apply([let_in])
    with pytest.raises(Untrusted, match="revoked"):
        trust.believe(OTHER.public, None, 9)


def test_damaged_trust_is_an_error_and_not_an_empty_list(tmp_path: Path) -> None:
    file = tmp_path / "trust.json"
    file.write_text("{")
    with pytest.raises(StoreError, match="no signature can be judged"):
        Trust(file).demands("tiny")


def test_versions_compare_as_semver_says() -> None:
    ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
               "1.0.0", "1.2.0", "1.10.0", "2.0.0"]  # fmt: skip
    keys = [version_key(v) for v in ordered]
    assert sorted(set(keys)) == keys
    assert version_key("1.0.0+a") == version_key("1.0.0+b")


def test_a_file_that_was_not_built_cannot_be_signed(tmp_path: Path) -> None:
    plain = tmp_path / "plain.assistpack"
    with zipfile.ZipFile(plain, "w") as pack:
        pack.writestr("pack.toml", PACK)
    with pytest.raises(InputError, match="not made by pack build"):
        look(plain)
