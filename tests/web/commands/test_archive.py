"""The file of a backup: what is written comes back, and whatever is not what was written is refused."""

import hashlib
import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from releve_web.commands.archive import (
    DUMP,
    FORM,
    MANIFEST,
    SEAL_BYTES,
    Manifest,
    check_parts,
    check_seal,
    extract_files,
    opened_part,
    read_manifest,
    seal,
    written,
)
from releve_web.commands.errors import BackupDamagedError, BackupNotWrittenError, NotABackupError

BYTES = os.urandom(2_000_000)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    path = tmp_path / "monday.releve"
    with written(path) as writer:
        writer.add(DUMP, io.BytesIO(BYTES))
        writer.add("files/2025/note.pdf", io.BytesIO(b"note"))
        writer.close(manifest(writer.digests))
    return path


def manifest(digests: dict[str, str]) -> Manifest:
    first_run = {"example": True, "accounts": []}
    return Manifest(
        form=FORM,
        version="0.1.0",
        written_at="2025-11-25T10:00:00+00:00",
        server="15.18",
        migrations=("supply.0001_initial",),
        first_run=first_run,
        digests=digests,
    )


def rewritten(path: Path, change: dict[str, bytes | None]) -> Path:
    """Return a copy of a backup with parts changed, added or left out, as a whole ZIP."""
    target = path.with_name("changed.releve")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        parts = {name: source.read(name) for name in source.namelist()} | change
        for name, content in parts.items():
            if content is not None:
                copy.writestr(name, content)
        copy.comment = bytes(SEAL_BYTES)
    with target.open("r+b") as file:
        seal(file)
    return target


def test_a_backup_comes_back_as_it_was_written(backup: Path, tmp_path: Path) -> None:
    said = read_manifest(backup)

    check_parts(backup, said)
    extract_files(backup, tmp_path / "files")

    assert said == manifest(dict(said.digests))
    with opened_part(backup, DUMP) as source:
        assert source.read() == BYTES
    assert (tmp_path / "files" / "2025" / "note.pdf").read_bytes() == b"note"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_one_bit_that_changed_is_found_wherever_it_is(backup: Path) -> None:
    written_bytes = backup.read_bytes()
    refused = []

    for at in [*range(0, len(written_bytes) - 2000, 100_000), *range(len(written_bytes) - 2000, len(written_bytes), 7)]:
        content = bytearray(written_bytes)
        content[at] ^= 1
        backup.write_bytes(content)
        with pytest.raises((BackupDamagedError, NotABackupError)) as found:
            check_seal(backup)
        refused.append(found.value.code)
    backup.write_bytes(written_bytes)
    check_seal(backup)

    assert set(refused) == {"backup.damaged", "backup.not_a_backup"}


def test_a_part_that_changed_is_found_even_where_the_seal_fits(backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[1_000_000] ^= 1
    backup.write_bytes(content)
    with backup.open("r+b") as file:
        seal(file)

    check_seal(backup)
    with pytest.raises(BackupDamagedError) as found:
        check_parts(backup, read_manifest(backup))

    assert found.value.data["part"] == DUMP


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({DUMP: b"other"}, DUMP),
        ({DUMP: None}, DUMP),
        ({"files/2025/note.pdf": None}, "files/2025/note.pdf"),
        ({"files/more.pdf": b"more"}, "files/more.pdf"),
        ({"../outside": b"x"}, "../outside"),
        ({"/etc/passwd": b"x"}, "/etc/passwd"),
    ],
)
def test_parts_that_are_missing_other_or_too_many_are_found(backup: Path, change: dict[str, bytes | None], part: str) -> None:
    changed = rewritten(backup, change)

    with pytest.raises(BackupDamagedError) as found:
        check_parts(changed, read_manifest(changed))

    assert dict(found.value.data) == {"path": str(changed), "part": part}


def test_a_name_that_leads_outside_is_refused_even_where_the_list_names_it(backup: Path) -> None:
    outside = "files/../../outside"
    changed = rewritten(backup, {outside: b"x"})
    said = read_manifest(changed)

    with pytest.raises(BackupDamagedError):
        check_parts(changed, manifest({**said.digests, outside: hashlib.sha256(b"x").hexdigest()}))


@pytest.mark.parametrize("content", [b"", b"no backup", b"PK\x03\x04broken"])
def test_a_file_that_is_no_backup_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.releve"
    path.write_bytes(content)

    with pytest.raises(NotABackupError):
        check_seal(path)
    with pytest.raises(NotABackupError):
        read_manifest(path)


@pytest.mark.parametrize("text", [b"{}", b"[]", b"{", b'{"form": 1}'])
def test_a_list_that_says_nothing_is_no_backup(backup: Path, text: bytes) -> None:
    with pytest.raises(NotABackupError):
        read_manifest(rewritten(backup, {MANIFEST: text}))


def test_a_backup_that_was_cut_short_is_told(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:1_000_000])

    with pytest.raises(NotABackupError):
        check_seal(backup)


def test_a_writing_that_is_broken_off_leaves_what_was_there(backup: Path) -> None:
    before = backup.read_bytes()

    with pytest.raises(KeyboardInterrupt), written(backup) as writer:
        writer.add(DUMP, io.BytesIO(b"half"))
        raise KeyboardInterrupt

    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(BackupNotWrittenError) as found, written(tmp_path / "nowhere" / "monday.releve"):
        pass

    assert found.value.data["detail"] == "No such file or directory"
