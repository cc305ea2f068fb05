"""Keys that sign seals, and an environment in which nothing but coreutils and OpenSSH can be
called."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from build_tools.record.signatures import NAMESPACE
from tests.running import Ran

_OF_LISTS = ("sort", "comm", "du")
TOOLS = (
    "sh",
    "sha256sum",
    "mktemp",
    "csplit",
    "cut",
    "head",
    "tail",
    "wc",
    "cat",
    "rm",
    *_OF_LISTS,
)
"""What of coreutils checking by hand calls; `sh` itself is no part of them, and runs them."""


def made_keys(folder: Path, missing: Callable[[str], None]) -> Path:
    """Two keys in a folder: `counsel` and `stranger`."""
    if shutil.which("ssh-keygen") is None:
        missing("ssh-keygen is not installed")
    for name in ("counsel", "stranger"):
        ssh_keygen("-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name))
    return folder


def ssh_keygen(*arguments: str, given: str = "") -> str:
    """What OpenSSH prints."""
    done = subprocess.run(
        ["ssh-keygen", *arguments], input=given, check=True, capture_output=True, text=True
    )
    return done.stdout


def listed(keys: Path, name: str, options: str = f'namespaces="{NAMESPACE}"') -> str:
    """The line of `allowed_signers` for a key."""
    kind, key, _ = (keys / f"{name}.pub").read_text().split(" ")
    return f"{name}@example.org {options} {kind} {key}\n"


def coreutils_and_openssh(
    tools: Path, missing: Callable[[str], None]
) -> Callable[[Path, str], Ran]:
    """Runs a command in a folder, where nothing else can be called; `tools` is made for it."""
    tools.mkdir()
    for name in (*TOOLS, "ssh-keygen"):
        if (found := shutil.which(name)) is None:
            missing(f"{name} is not installed")
        else:
            (tools / name).symlink_to(found)

    def run(folder: Path, command: str) -> Ran:
        done = subprocess.run(
            [tools / "sh", "-c", command],
            cwd=folder,
            env={"PATH": str(tools), "HOME": str(tools)},
            capture_output=True,
            text=True,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
