"""What was made once is kept, and nothing but that is ever given back."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.record.store import UNUSED, Store, code_of, digest, user_store
from tests.paths import ROOT


def asked(store: Store, key: str = "a", kind: str = "docx", content: bytes = b"made") -> bytes:
    return store.once(kind, [key], lambda: content)


def entry(folder: Path) -> Path:
    """The only entry of a store."""
    (found,) = folder.glob("*/*")
    return found


def test_it_is_made_once(tmp_path: Path) -> None:
    assert asked(Store(tmp_path)) == b"made"
    assert asked(Store(tmp_path), content=b"made otherwise") == b"made"
    assert asked(Store(tmp_path), key="b", content=b"of another") == b"of another"
    assert asked(Store(tmp_path), kind="pdf", content=b"in another form") == b"in another form"
    assert asked(Store(None)) == b"made"


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _whole: b"",
    "cut short": lambda whole: whole[:-1],
    "cut in its hash": lambda whole: whole[:20],
    "one bit": lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
    "longer": lambda whole: whole + b"\n",
    "foreign": lambda _whole: b"law of somebody else, long enough to hold a hash before it",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_made_anew(tmp_path: Path, damage: str) -> None:
    asked(Store(tmp_path))
    path = entry(tmp_path)
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    assert asked(Store(tmp_path)) == b"made"
    # And it is mended with that.
    assert asked(Store(tmp_path), content=b"made otherwise") == b"made"


def test_a_folder_in_the_place_of_an_entry_costs_time_alone(tmp_path: Path) -> None:
    asked(Store(tmp_path))
    path = entry(tmp_path)
    path.unlink()
    path.mkdir()
    assert asked(Store(tmp_path)) == b"made"


def test_a_full_disk_costs_time_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        assert asked(Store(tmp_path)) == b"made"
    assert not list(tmp_path.glob("*/*"))


def test_what_another_user_kept_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object) -> None:
        raise PermissionError("only its owner says when a file was used")

    asked(Store(tmp_path))
    monkeypatch.setattr(os, "utime", refused)
    assert Store(tmp_path).get("docx", ["a"]) == b"made"


def test_a_program_killed_while_it_writes_leaves_no_entry(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from build_tools.record.store import Store\n"
        "Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "Store(Path(sys.argv[1])).once('docx', ['a'], lambda: b'half')\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, tmp_path], cwd=ROOT, check=False)
    assert ended.returncode < 0
    assert asked(Store(tmp_path)) == b"made"


def test_two_programs_at_once_both_have_it(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from build_tools.record.store import Store\n"
        "store = Store(Path(sys.argv[1]))\n"
        "for at in range(300):\n"
        "    content = str(at).encode() * 1000\n"
        "    assert store.once('docx', [str(at)], lambda: content) == content\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    both = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [each.wait() for each in both] == [0, 0]
    assert len(Store(tmp_path).entries()) == 300


# --- Forgetting -----------------------------------------------------------------------------------


def aged(store: Store, **ages: float) -> None:
    """An entry of 32 and 4 bytes for each name, last asked for so many seconds ago."""
    for name, age in ages.items():
        asked(store, key=name, kind=name)
        (named,) = [each.name for each in store.entries() if each.kind == name]
        path = Path(store.address) / named
        os.utime(path, (time.time() - age, time.time() - age))


def kinds(store: Store) -> list[str]:
    return [entry.kind for entry in store.entries()]


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    aged(store, old=300, older=400, new=100)
    assert kinds(store) == ["older", "old", "new"]
    assert [entry.kind for entry in store.prune(limit=2 * 36)] == ["older"]
    asked(Store(tmp_path), key="old", kind="old")  # and so it is used
    assert [entry.kind for entry in store.prune(limit=36)] == ["new"]
    assert kinds(store) == ["old"]
    store.prune(limit=0)
    assert not store.entries()


def test_what_nobody_asked_for_in_a_month_goes(tmp_path: Path) -> None:
    aged(Store(tmp_path), forgotten=UNUSED + 1, used=UNUSED - 100)
    asked(Store(tmp_path), kind="new")
    assert kinds(Store(tmp_path)) == ["used", "new"]


def test_it_holds_no_more_than_its_limit(tmp_path: Path) -> None:
    for at in range(10):
        asked(Store(tmp_path, limit=5 * 36), key=str(at))
    assert len(Store(tmp_path).entries()) == 5


def test_what_cannot_be_forgotten_is_not_counted_as_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    aged(store, stays=400, old=300, new=100)
    unlink = Path.unlink

    def refusing(path: Path, missing_ok: bool = False) -> None:
        if path.parent.name == "stays":
            raise PermissionError("another's")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    assert [entry.kind for entry in store.prune(limit=2 * 36)] == ["old"]
    assert kinds(store) == ["stays", "new"]


def test_another_folder_can_be_named_but_none_in_the_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORPUS_STORE", str(tmp_path / "shared"))
    asked(user_store())
    assert entry(tmp_path / "shared").is_file()
    monkeypatch.chdir(tmp_path)
    assert user_store().place is None


# --- Keys -----------------------------------------------------------------------------------------


@given(st.lists(st.text()), st.lists(st.text()))
def test_a_key_is_of_these_parts_and_no_others(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_a_key_hangs_on_the_code_of_its_rooms_alone(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "build_tools", tmp_path / "build_tools")
    program = (
        "from build_tools.record.store import code_of\n"
        "print(code_of('model', 'compare'), code_of('render'))"
    )

    def codes() -> list[str]:
        command = [sys.executable, "-c", program]
        return subprocess.check_output(command, cwd=tmp_path, text=True).split()

    before = codes()
    style = tmp_path / "build_tools/render/page/static/redline.css"
    style.write_text(style.read_text() + "\n.x { color: red }\n")
    after = codes()
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert code_of("model", packages=("pytest",)) != code_of("model")


# --- In a test ------------------------------------------------------------------------------------


@pytest.mark.parametrize("run", [1, 2])
def test_no_test_has_the_store_of_the_user_or_of_another_test(
    run: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = user_store()
    assert Path(own.address).is_relative_to(tmp_path_factory.getbasetemp())
    assert not own.entries()
    asked(own, content=b"planted")
    program = "from build_tools.record.store import user_store; print(user_store().address)"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout == f"{own.address}\n"
