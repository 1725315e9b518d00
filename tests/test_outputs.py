"""Outputs are wholly new or untouched, whatever goes wrong and whenever."""

from __future__ import annotations

import errno
import gzip
import io
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pytest
import zstandard

from koryu_rdf import outputs
from koryu_rdf.errors import WriteError
from koryu_rdf.outputs import MARKER, get_format_suffix, open_output, replace_folder
from koryu_rdf.texts import get_text, get_topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65534
SUFFIXES = ["", ".gz", ".zst"]


class StopError(Exception):
    """What the block itself raises."""


@pytest.fixture
def umask() -> Iterator[Callable[[int], int]]:
    old = os.umask(0o022)
    yield os.umask
    os.umask(old)


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Forbid that anything is made in a folder, even by an administrator."""
    folder.chmod(0o555)
    get_topic("errors")  # read while it may still be read
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def fail_on_call(number: int, function: Callable[..., Any], error: BaseException) -> Callable[..., Any]:
    """Wrap a function so that its n-th call raises instead."""
    calls = 0

    def wrapper(*arguments: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == number:
            raise error
        return function(*arguments, **options)

    return wrapper


def list_names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def fill(stream: BinaryIO, error: BaseException) -> None:
    """Write more than any buffer holds, then raise."""
    for _ in range(20):
        stream.write(os.urandom(100_000))
    raise error


def write_then_raise(stream: BinaryIO, content: bytes, error: BaseException) -> None:
    stream.write(content)
    raise error


def change(folder: Path, error: BaseException) -> None:
    (folder / "page").write_text("new")
    raise error


def is_text(error: WriteError, key: str) -> bool:
    return error.message == get_text("errors", key) and error.hint == get_text("errors", f"{key}-hint", marker=MARKER)


def read_back(path: Path) -> bytes:
    content = path.read_bytes()
    match path.suffix:
        case ".gz":
            return gzip.decompress(content)
        case ".zst":
            return zstandard.ZstdDecompressor().decompressobj().decompress(content)
        case _:
            return content


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_is_written_and_compressed_by_suffix(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / "made" / "on the way" / f"out.nt{suffix}"
    with open_output(target) as stream:
        stream.write("交流\n".encode() * 100_000)
        assert not target.exists()
    assert read_back(target) == "交流\n".encode() * 100_000
    assert list_names(target.parent) == [target.name]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_content_is_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name, when in (("first", 0), ("second", 1_700_000_000)):
        with open_output(tmp_path / f"{name}{suffix}") as stream:
            stream.write(os.fsencode("x") * 1000)
        os.utime(tmp_path / f"{name}{suffix}", (when, when))
    assert (tmp_path / f"first{suffix}").read_bytes() == (tmp_path / f"second{suffix}").read_bytes()


def test_gzip_holds_neither_time_nor_name(tmp_path: Path) -> None:
    with open_output(tmp_path / "secret-name.nt.gz") as stream:
        stream.write(b"x")
    header = (tmp_path / "secret-name.nt.gz").read_bytes()[:10]
    assert header[3] == 0, "flags: no name, no comment"
    assert header[4:8] == bytes(4), "time"


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("error", [StopError(), KeyboardInterrupt(), SystemExit(1), GeneratorExit()])
def test_an_exception_leaves_the_old_file_and_nothing_else(tmp_path: Path, suffix: str, error: BaseException) -> None:
    target = tmp_path / f"out{suffix}"
    target.write_bytes(b"old")
    with pytest.raises(type(error)), open_output(target) as stream:
        fill(stream, error)
    assert target.read_bytes() == b"old"
    assert list_names(tmp_path) == [target.name]


def test_an_exception_leaves_no_file_where_there_was_none(tmp_path: Path) -> None:
    with pytest.raises(StopError), open_output(tmp_path / "out"):
        raise StopError
    assert list_names(tmp_path) == []


def test_a_real_interrupt_in_another_process_leaves_nothing(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from koryu_rdf.outputs import open_output\n"
        "with open_output(Path(sys.argv[1])) as stream:\n"
        "    stream.write(b'x' * (1 << 20)); print('ready', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "out.gz")]
    environment = {**os.environ, "PYTHONPATH": str(Path(outputs.__file__).parent.parent)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        assert len(list_names(tmp_path)) == 1
        process.send_signal(signal.SIGINT)
        process.wait(30)
    assert list_names(tmp_path) == []


def test_permissions_follow_the_umask_and_an_old_file_keeps_its_own(
    tmp_path: Path, umask: Callable[[int], int]
) -> None:
    for mask, mode in ((0o022, 0o644), (0o077, 0o600), (0o002, 0o664)):
        umask(mask)
        with open_output(tmp_path / f"{mask}"):
            pass
        assert stat.S_IMODE((tmp_path / f"{mask}").stat().st_mode) == mode
    with open_output(tmp_path / f"{0o077}"):
        pass
    assert stat.S_IMODE((tmp_path / f"{0o077}").stat().st_mode) == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "file.gz").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real/file.gz")
    with open_output(tmp_path / "link") as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "file.gz").read_bytes() == b"new", "the given name says what is compressed"
    assert list_names(tmp_path) == ["link", "real"]


def test_a_given_stream_is_written_to_and_left_open() -> None:
    given = io.BytesIO()
    with open_output(given) as stream:
        stream.write(b"x")
    assert given.getvalue() == b"x"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with open_output(tmp_path / "pipe") as stream:
        stream.write(b"through")
    assert os.read(reader, 100) == b"through"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    os.close(reader)


def test_the_longest_possible_name_can_be_written(tmp_path: Path) -> None:
    name = "n" * os.pathconf(tmp_path, "PC_NAME_MAX")
    with open_output(tmp_path / name) as stream:
        stream.write(b"x")
    assert list_names(tmp_path) == [name]


@pytest.mark.parametrize("name", ["new.txt", "old.txt", "below/new.txt"])
def test_no_permission(tmp_path: Path, name: str) -> None:
    (tmp_path / "old.txt").write_text("old")
    with lock(tmp_path), pytest.raises(WriteError) as caught, open_output(tmp_path / name):
        pytest.fail("the block must not be entered")
    assert is_text(caught.value, "write-not-allowed")
    assert caught.value.where == str(tmp_path / name)
    assert isinstance(caught.value.__cause__, OSError)
    assert list_names(tmp_path) == ["old.txt"]
    assert (tmp_path / "old.txt").read_text() == "old"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_disk_that_fills_up_halfway(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"out{suffix}"
    target.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limits[1]))  # a real failing write, after a short one
    try:
        with pytest.raises(WriteError) as caught, open_output(target) as stream:
            fill(stream, AssertionError("a megabyte and more went through"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.where == str(target)
    assert target.read_bytes() == b"old"
    assert list_names(tmp_path) == [target.name]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_does_not_hide_what_the_block_raised(tmp_path: Path, suffix: str) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with pytest.raises(StopError), open_output(tmp_path / f"out{suffix}") as stream:
            write_then_raise(stream, b"few enough to lie in the buffer", StopError())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list_names(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_named() -> None:
    with pytest.raises(WriteError) as caught, open_output(Path("/dev/full")) as stream:
        stream.write(b"x")
    assert is_text(caught.value, "write-disk-full")


def test_a_folder_or_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"old")
    for name, key in (("folder", "write-onto-folder"), ("file/out.nt", "write-below-file")):
        with pytest.raises(WriteError) as caught, open_output(tmp_path / name):
            pytest.fail("the block must not be entered")
        assert is_text(caught.value, key)
    assert list_names(tmp_path) == ["file", "folder"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "key"),
    [(errno.ENOSPC, "write-disk-full"), (errno.EROFS, "write-not-allowed"), (errno.EIO, "write-failed")],
)
def test_a_failure_in_the_last_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, key: str
) -> None:
    (tmp_path / "out").write_bytes(b"old")
    monkeypatch.setattr(os, step, fail_on_call(1, getattr(os, step), OSError(number, "no luck")))
    with pytest.raises(WriteError) as caught, open_output(tmp_path / "out") as stream:
        stream.write(b"new")
    assert caught.value.message == get_text("errors", key, reason="no luck")
    assert (tmp_path / "out").read_bytes() == b"old"
    assert list_names(tmp_path) == ["out"]


def test_an_error_of_the_block_itself_is_not_blamed_on_the_output(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), open_output(tmp_path / "out"):
        (tmp_path / "source").read_bytes()
    with pytest.raises(FileNotFoundError), replace_folder(tmp_path / "folder"):
        (tmp_path / "source").read_bytes()


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.ttl", ".ttl"), ("a.nt.gz", ".nt"), ("A.NT.GZ", ".nt"), ("a.b.jsonld.zst", ".jsonld"), ("a.gz", ""), ("a", "")],
)
def test_the_format_is_the_suffix_before_the_compression(name: str, suffix: str) -> None:
    assert get_format_suffix(Path("folder.rdf") / name) == suffix


def test_a_folder_is_made_and_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "made" / "build"
    for number in (1, 2):
        with replace_folder(target) as folder:
            assert folder.parent == target.parent
            (folder / f"page{number}").write_text("page")
        assert list_names(target) == [MARKER, f"page{number}"]
        assert list_names(target.parent) == ["build"]


def test_an_empty_folder_is_replaced_and_keeps_its_permissions(tmp_path: Path, umask: Callable[[int], int]) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build").chmod(0o750)
    for name, mode in (("build", 0o750), ("other", 0o755)):
        with replace_folder(tmp_path / name):
            pass
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == mode
        assert list_names(tmp_path / name) == [MARKER]


def test_a_linked_folder_is_replaced_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with replace_folder(tmp_path / "link") as folder:
        (folder / "page").write_text("page")
    assert (tmp_path / "link").is_symlink()
    assert list_names(tmp_path / "real") == [MARKER, "page"]


def test_what_no_build_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("precious")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "thesis").write_text("precious")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    expected = {
        "file": "write-not-a-folder",
        "file/below": "write-below-file",
        "folder": "write-foreign-folder",
        "here": "write-folder-in-use",
        ".": "write-folder-in-use",
    }
    for name, key in expected.items():
        with pytest.raises(WriteError) as caught, replace_folder(tmp_path / name):
            pytest.fail("the block must not be entered")
        assert caught.value.message == get_text("errors", key), name
        assert is_text(caught.value, key), name
    assert list_names(tmp_path) == ["file", "folder", "here"]
    assert (tmp_path / "folder" / "thesis").read_text() == "precious"


def test_the_top_of_a_disk_is_refused() -> None:
    with pytest.raises(WriteError) as caught, replace_folder(Path("/")):
        pytest.fail("the block must not be entered")
    assert is_text(caught.value, "write-folder-in-use")


def test_a_mounted_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda path: path == tmp_path)
    with pytest.raises(WriteError) as caught, replace_folder(tmp_path):
        pytest.fail("the block must not be entered")
    assert is_text(caught.value, "write-folder-in-use")


def test_a_folder_where_nothing_may_be_made(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(WriteError) as caught, replace_folder(tmp_path / "build"):
        pytest.fail("the block must not be entered")
    assert is_text(caught.value, "write-not-allowed")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    target = tmp_path / "build"
    with replace_folder(target) as folder:
        (folder / "page").write_text("old")
    return target


@pytest.mark.parametrize("error", [StopError(), KeyboardInterrupt()])
def test_a_failure_while_filling_leaves_the_old_folder(build: Path, error: BaseException) -> None:
    with pytest.raises(type(error)), replace_folder(build) as folder:
        change(folder, error)
    assert (build / "page").read_text() == "old"
    assert list_names(build.parent) == ["build"]


@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize(
    ("error", "raised"), [(OSError(errno.EBUSY, "busy"), WriteError), (KeyboardInterrupt(), KeyboardInterrupt)]
)
def test_a_failure_of_either_renaming_puts_the_old_folder_back(
    build: Path, monkeypatch: pytest.MonkeyPatch, step: int, error: BaseException, raised: type[BaseException]
) -> None:
    monkeypatch.setattr(os, "rename", fail_on_call(step, os.rename, error))
    with pytest.raises(raised), replace_folder(build) as folder:
        (folder / "page").write_text("new")
    assert (build / "page").read_text() == "old"
    assert list_names(build.parent) == ["build"]


def test_an_old_folder_that_cannot_be_deleted_is_named(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.rmtree

    def refuse(path: Path, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise OSError(errno.EACCES, "locked")
        real(path, ignore_errors=True)

    monkeypatch.setattr(shutil, "rmtree", refuse)
    with pytest.raises(WriteError) as caught, replace_folder(build) as folder:
        (folder / "page").write_text("new")
    assert (build / "page").read_text() == "new"
    assert caught.value.message == get_text("errors", "write-old-left", reason="locked")
    assert caught.value.where is not None
    assert (Path(caught.value.where) / "page").read_text() == "old"


def test_every_error_has_a_hint_in_both_languages() -> None:
    keys = {key for key in get_topic("errors") if key.startswith("write-")}
    messages = {key for key in keys if not key.endswith("-hint")}
    assert set(outputs._TEXT_KEYS.values()) <= messages
    assert {f"{key}-hint" for key in messages} == keys - messages
    assert all(get_topic("errors")[key].keys() == {"ja", "en"} for key in keys)
