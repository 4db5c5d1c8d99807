from __future__ import annotations

import errno
import json
import shutil
import stat
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.domain.errors import Cancelled, InputError, PackError, WorldError
from assist.packs.archive import unpack
from assist.packs.library import FolderLibrary
from assist.packs.locking import FolderLock
from tests.packs.conftest import FILES, PACK, MakePack


def zipped(folder: Path, target: Path, manifest: dict[str, object] | None = None) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
        if manifest is not None:
            archive.writestr("manifest.json", json.dumps(manifest))
    return target


def leftovers(home: Path) -> list[str]:
    return [p.name for p in home.rglob("*") if p.name.startswith((".new", "current.json.new"))]


def test_an_installed_pack_is_found_by_its_id(make_pack: MakePack, tmp_path: Path) -> None:
    library = FolderLibrary(tmp_path / "home")
    steps: list[tuple[int, int, str]] = []

    pack = library.install(make_pack(), lambda *step: steps.append(step))
    shutil.rmtree(tmp_path / "source")

    assert library.read("tiny") == pack
    assert Path(pack.root) == library.locate("tiny")
    assert [(p.id, p.name, p.version, p.languages, p.articles) for p in library.installed()] == [
        ("tiny", "Tiny", "1.2.3", ("en", "zh"), 1)
    ]
    assert steps[0][:2] == (0, 0)
    assert steps[-1][0] == steps[-1][1]


def test_folder_and_archive_of_a_pack_have_the_same_digest(make_pack: MakePack, tmp_path: Path) -> None:
    library = FolderLibrary(tmp_path / "home")
    archive = zipped(make_pack(), tmp_path / "tiny.assistpack")

    assert library.read(archive).digest == library.read(make_pack()).digest == library.install(archive).digest
    assert library.locate(archive) == library.locate(archive)


def test_a_faulty_version_leaves_the_one_before_in_use(make_pack: MakePack, tmp_path: Path) -> None:
    library = FolderLibrary(tmp_path / "home")
    before = library.install(make_pack())

    with pytest.raises(PackError):
        library.install(make_pack({"tone.toml": "["}, "bad"))
    with pytest.raises(PackError):
        library.install(zipped(make_pack({"tone.toml": "["}, "bad"), tmp_path / "bad.assistpack"))

    assert library.read("tiny") == before
    assert leftovers(tmp_path / "home") == []


def test_a_newer_version_takes_over_and_the_three_before_are_kept(make_pack: MakePack, tmp_path: Path) -> None:
    library = FolderLibrary(tmp_path / "home")
    for version in ("1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0"):
        library.install(make_pack({"pack.toml": PACK.replace("1.2.3", version)}, version))

    assert [p.version for p in library.installed()] == ["1.4.0"]
    kept = [p.name[:5] for p in (tmp_path / "home/packs/tiny").iterdir() if p.is_dir()]
    assert sorted(kept) == ["1.1.0", "1.2.0", "1.3.0", "1.4.0"]


def test_an_installed_copy_that_was_spoilt_is_repaired_by_installing_again(make_pack: MakePack, tmp_path: Path) -> None:
    library = FolderLibrary(tmp_path / "home")
    before = library.install(make_pack())
    (library.locate("tiny") / "tone.toml").write_text("[")

    assert library.install(make_pack()) == before == library.read("tiny")


@pytest.mark.parametrize("what", ["reading", "copying", "checking"])
def test_a_cancelled_install_changes_nothing(make_pack: MakePack, tmp_path: Path, what: str) -> None:
    library = FolderLibrary(tmp_path / "home")
    before = library.install(make_pack())

    def stop(done: int, total: int, step: str) -> None:
        if step == what and done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        library.install(make_pack({"logo.txt": "x"}, "newer"), stop)

    assert library.read("tiny") == before
    assert leftovers(tmp_path / "home") == []


def test_a_full_disk_is_one_line_and_leaves_nothing(
    make_pack: MakePack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = FolderLibrary(tmp_path / "home")
    before = library.install(make_pack())

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(WorldError, match="the disk is full; nothing was changed"):
        library.install(make_pack({"logo.txt": "x"}, "newer"))

    assert library.read("tiny") == before
    assert leftovers(tmp_path / "home") == []


def test_two_installs_at_once_do_not_collide(make_pack: MakePack, tmp_path: Path) -> None:
    library = FolderLibrary(tmp_path / "home")
    (tmp_path / "home/packs").mkdir(parents=True)
    refused = []

    def other() -> None:
        try:
            library.install(make_pack())
        except WorldError as error:
            refused.append(str(error))

    with FolderLock(tmp_path / "home/packs/.lock"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()

    assert refused == ["another pack is being installed; try again when it is done"]
    assert library.install(make_pack()).id == "tiny"


@pytest.mark.parametrize("source", ["nothing", "../up", "", "a\0b", "x" * 5000])
def test_a_source_that_is_nowhere_is_one_line(tmp_path: Path, source: str) -> None:
    with pytest.raises(InputError, match="there is no pack"):
        FolderLibrary(tmp_path / "home").locate(source or "no such")


def entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


@pytest.mark.parametrize(
    "info",
    [
        entry("../evil.md"),
        entry("/evil.md"),
        entry("a/../../evil"),
        entry("C:/evil"),
        entry("articles/nul.md"),
        entry("a./b"),
        entry("l", stat.S_IFLNK | 0o777),
    ],
)
def test_an_archive_cannot_write_outside_its_folder(tmp_path: Path, info: zipfile.ZipInfo) -> None:
    path = tmp_path / "evil.assistpack"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "x")

    with pytest.raises(PackError, match=r"^evil.assistpack: holds "):
        unpack(path, tmp_path / "deep" / "out")

    assert not any(p.name.startswith("evil") and p != path for p in tmp_path.rglob("*"))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.assistpack"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("articles/a.md", b"\0" * 50_000_000)

    with pytest.raises(PackError, match="unpacks to far more than it should"):
        unpack(path, tmp_path / "out")


def test_a_changed_missing_or_extra_file_is_found_by_the_manifest(make_pack: MakePack, tmp_path: Path) -> None:
    folder = make_pack()
    wrong: dict[str, object] = {"files": {"pack.toml": "00", "articles/gone.md": "11"}}

    with pytest.raises(PackError, match=r"pack.toml: does not match the digest"):
        unpack(zipped(folder, tmp_path / "a.assistpack", wrong), tmp_path / "a")
    with pytest.raises(PackError) as caught:
        unpack(zipped(folder, tmp_path / "b.assistpack", {"files": {"articles/gone.md": "11"}}), tmp_path / "b")
    assert len(caught.value.faults) == len(FILES) + 1


@settings(max_examples=60, deadline=None)
@given(
    cut=st.integers(50, 100),
    at=st.integers(0, 99),
    byte=st.integers(0, 255),
    method=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]),
)
def test_a_damaged_archive_is_one_clear_line(
    tmp_path_factory: pytest.TempPathFactory, cut: int, at: int, byte: int, method: int
) -> None:
    folder = tmp_path_factory.mktemp("zip")
    path = folder / "x.assistpack"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("pack.toml", PACK)
        archive.writestr("articles/a.md", FILES["articles/late.md"] * 20)
    content = bytearray(path.read_bytes())
    content[len(content) * at // 100] = byte
    path.write_bytes(bytes(content[: len(content) * cut // 100]))

    try:
        unpack(path, folder / "out")
        message = "x"
    except PackError as error:
        message = str(error)
    assert message.count("\n") == 0
    assert message


def test_a_path_that_is_file_and_folder_at_once_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.assistpack"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("articles", "x")
        archive.writestr("articles/a.md", "x")
    with pytest.raises(PackError, match="both as a file and as a folder"):
        unpack(path, tmp_path / "out")


def test_an_encrypted_archive_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.assistpack"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pack.toml", PACK)
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the local header's flags
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the directory's flags
    path.write_bytes(data)
    with pytest.raises(PackError, match=r"^x.assistpack: is encrypted; packs are not$"):
        unpack(path, tmp_path / "out")


CHILD = """
import sys
from pathlib import Path
from assist.packs.library import FolderLibrary
library = FolderLibrary(Path(sys.argv[1]))
while True:
    for source in sys.argv[2:]:
        library.install(source, lambda *_: print("step", flush=True))
"""


@pytest.mark.slow
def test_an_install_killed_at_any_moment_leaves_a_sound_pack(make_pack: MakePack, tmp_path: Path) -> None:
    home = tmp_path / "home"
    sources = [make_pack({"pack.toml": PACK.replace("1.2.3", v)}, v) for v in ("1.0.0", "2.0.0", "3.0.0")]
    library = FolderLibrary(home)
    library.install(sources[0])
    for steps in (1, 2, 3, 5, 8, 11, 14, 19, 23, 30):
        child = subprocess.Popen([sys.executable, "-c", CHILD, home, *sources], stdout=subprocess.PIPE)
        assert child.stdout is not None
        with child, child.stdout:
            for _ in range(steps):
                child.stdout.readline()
            child.kill()
        assert library.read("tiny").version in {"1.0.0", "2.0.0", "3.0.0"}
        assert [p.id for p in library.installed()] == ["tiny"]
    library.install(sources[1])
    assert leftovers(home) == []
