"""Seals and the files in `signatures/` → who signed which seal, and what is wrong where a signature
does not hold.

A signature is one of OpenSSH (`ssh-keygen -Y sign`, in PROTOCOL.sshsig) over the lines of one seal
as they stand in `sealed.sha256`, its comments included, by a key that `allowed_signers` lists
(ssh-keygen(1), "ALLOWED SIGNERS"). So OpenSSH and coreutils check them without this program. What
OpenSSH says is asked of `ssh-keygen`; nothing of its arithmetic is done here. Never writes to the
record.
"""

import base64
import binascii
import datetime as dt
import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.model import CorpusError, Problem, SignedSeal, refusal
from build_tools.record.files import file_problem, own_text, read_text, visible_paths
from build_tools.record.seals import SEALS, Seal

SIGNERS = "allowed_signers"
SIGNATURES = "signatures"
NAMESPACE = "seal@corpus"
"""What a key signs for; a signature for anything else (a commit, a mail) is none of a seal."""

LARGEST = 20_000
"""Characters of a signature that are read; the largest key makes one of some 3,000."""
PATIENCE = 60
"""Seconds that ssh-keygen has to check a signature."""

_PLACE = re.compile(
    r"([a-z0-9][a-z0-9.-]*)-(\d+(?:\.\d+)*[A-Z]?)-([0-9a-f]{12})-([0-9a-f]{8})\.sig", re.ASCII
)
_ARMOUR = re.compile(
    r"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n"
)
_MAGIC = b"SSHSIG\0\0\0\1"
_PLACE_FORM = "signatures/rules-3.0-<seal>-<key>.sig, as `corpus seal --sign` writes it"


@dataclass(frozen=True, slots=True)
class Signature:
    """One file of `signatures/`."""

    path: Path
    name: str
    """The version whose seal it is of: `rules@3.0`."""
    seal: str
    """The first 12 digits of the SHA-256 of that seal's lines."""
    text: str


def seal_text(seal: Seal) -> str:
    """What is signed: the lines of a seal as they stand in `sealed.sha256`."""
    return "".join(f"{line}\n" for line in seal.lines())


def seal_digest(seal: Seal) -> str:
    """The SHA-256 of the lines of a seal, in hexadecimal digits."""
    return hashlib.sha256(seal_text(seal).encode()).hexdigest()


def signers_of(root: Path) -> str | None:
    """The text of `allowed_signers` of a record; None where it has none. CorpusError as of
    `own_text`.
    """
    return own_text(root / SIGNERS, root)


def read_signatures(root: Path) -> tuple[list[Signature], list[Problem]]:
    """The signatures of a record in the order of their paths, and each file that is none."""
    found: list[Signature] = []
    problems: list[Problem] = []
    for path in _files(root / SIGNATURES):
        try:
            found.append(_read(path))
        except CorpusError as error:
            problems += error.problems
    return found, problems


def _files(folder: Path) -> list[Path]:
    """What stands in the folder; the folder itself where it is none, or a link."""
    if not folder.exists() and not folder.is_symlink():
        return []
    return visible_paths(folder) if folder.is_dir() and not folder.is_symlink() else [folder]


def _read(path: Path) -> Signature:
    found = _PLACE.fullmatch(path.name)
    if found is None or path.is_symlink() or not path.is_file():
        raise refusal(path, "is no signature of a seal", _PLACE_FORM)
    text = read_text(path, strict=True)
    if len(text) > LARGEST or _key_of(text) != found[4]:
        form = "the file as `ssh-keygen -Y sign` made it, under the name of its key"
        raise refusal(path, "is no signature of OpenSSH by the key that its name says", form)
    return Signature(path, f"{found[1]}@{found[2]}", found[3], text)


def _key_of(armoured: str) -> str:
    """The first 8 digits of the SHA-256 of the public key that a signature names; empty where it is
    no signature.
    """
    armour = _ARMOUR.fullmatch(armoured)
    try:
        blob = base64.b64decode(armour[1] if armour else "", validate=False)
    except (binascii.Error, ValueError):
        return ""
    size = int.from_bytes(blob[len(_MAGIC) : len(_MAGIC) + 4], "big")
    key = blob[len(_MAGIC) + 4 :][:size]
    if not blob.startswith(_MAGIC) or not 0 < len(key) == size:
        return ""
    return hashlib.sha256(key).hexdigest()[:8]


def signed_seals(root: Path, seals: Iterable[Seal]) -> tuple[SignedSeal, ...]:
    """The seals with their signatures, whether these hold or not."""
    signatures, _ = read_signatures(root)
    signed: dict[tuple[str, str], list[str]] = {}
    for each in signatures:
        signed.setdefault((each.name, each.seal), []).append(each.text)
    return tuple(_signed(seal, signed) for seal in seals)


def _signed(seal: Seal, signed: Mapping[tuple[str, str], Sequence[str]]) -> SignedSeal:
    mine = signed.get((seal.name, seal_digest(seal)[:12]), ())
    return SignedSeal(name=seal.name, text=seal_text(seal), signatures=tuple(mine))


def place_of_signature(root: Path, seal: Seal, armoured: str) -> Path:
    """Where a signature of a seal stands."""
    file = f"{seal.name.replace('@', '-')}-{seal_digest(seal)[:12]}-{_key_of(armoured)}.sig"
    return root / SIGNATURES / file


# --- What is wrong --------------------------------------------------------------------------------


def misplaced_signatures(root: Path, seals: Iterable[Seal]) -> Iterator[Problem]:
    """Each file of `signatures/` that is no signature, and each that is of a seal that is not
    there; without asking OpenSSH.
    """
    signatures, problems = read_signatures(root)
    yield from problems
    digests = {(seal.name, seal_digest(seal)[:12]) for seal in seals}
    for each in signatures:
        if (each.name, each.seal) not in digests:
            message = f"is stale: no seal of {each.name} in {SEALS} has the hash {each.seal}…"
            form = f"a signature of the seal as it stands: corpus seal {each.name} --sign KEY"
            yield file_problem(each.path, message, form)


def unsigned_seals(
    root: Path, seals: Sequence[Seal], signers: str | None, as_of: dt.date
) -> Iterator[Problem]:
    """Each signature that does not hold on a day, and each seal that nobody signed of those whom
    the text `signers` allows. Nothing where there is neither a list of signers nor a signature.
    """
    signatures, _ = read_signatures(root)
    if signers is None:
        for each in signatures:
            message = f"signs {each.name}, and no `{SIGNERS}` says who may"
            yield file_problem(each.path, message, f"{(root / SIGNERS).as_posix()}")
        return
    try:
        yield from _unsigned(root, seals, signatures, _Judge(signers, as_of))
    except CorpusError as error:  # there is no OpenSSH
        yield from error.problems


def _unsigned(
    root: Path, seals: Sequence[Seal], signatures: Sequence[Signature], judge: "_Judge"
) -> Iterator[Problem]:
    by_digest = {(seal.name, seal_digest(seal)[:12]): seal for seal in seals}
    signed: set[tuple[str, str]] = set()
    with judge:
        for each in signatures:
            if (seal := by_digest.get((each.name, each.seal))) is None:
                continue  # which is told where the files are read
            if fault := judge.fault(seal_text(seal), each.text):
                yield file_problem(each.path, *fault)
            else:
                signed.add((each.name, each.seal))
    for at, seal in by_digest.items():
        if at not in signed:
            message = f"nobody whom `{SIGNERS}` allows signed this seal of {seal.name}"
            form = f"corpus seal {seal.name} --sign KEY"
            yield file_problem(root / SEALS, message, form, line=seal.line)


class _Judge:
    """Asks OpenSSH whether a signature holds, by a list of signers and on a day."""

    def __init__(self, signers: str, as_of: dt.date) -> None:
        self._signers = signers
        self._time = f"verify-time={as_of:%Y%m%d}120000Z"
        self._folder = TemporaryDirectory(prefix="corpus-")

    def __enter__(self) -> "_Judge":
        self._list = Path(self._folder.name) / SIGNERS
        self._list.write_text(self._signers, encoding="utf-8")
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def fault(self, text: str, signature: str) -> tuple[str, str] | None:
        """What is wrong with a signature of a text, and the right form; None where it holds."""
        file = Path(self._folder.name) / "signature"
        file.write_text(signature, encoding="utf-8")
        given = ("-f", str(self._list), "-s", str(file), "-O", self._time)
        whose = _ssh_keygen("find-principals", *given)
        who = whose.stdout.decode(errors="replace").splitlines()
        if whose.returncode or not who:
            said = _said(whose) or "no line of it has the key"
            form = f"a line with that key in {SIGNERS}, or a signature by a key that it lists"
            return f"is by a key that `{SIGNERS}` does not allow: {said}", form
        held = _ssh_keygen("verify", "-I", who[0], "-n", NAMESPACE, *given, data=text.encode())
        if held.returncode:
            form = f"a signature of these lines for {NAMESPACE}"
            return f"does not hold: {_said(held) or 'it signs something else'}", form
        return None


def _said(done: "subprocess.CompletedProcess[bytes]") -> str:
    """What OpenSSH printed, without its last line, which only says that it failed."""
    lines = (done.stderr + done.stdout).decode(errors="replace").splitlines()
    ours = (line for line in lines if "rincipal matched" not in line)
    return "; ".join(line.rpartition("/")[2] for line in ours if line)[:300]


def bare_seals(
    root: Path, seals: Sequence[Seal], signers: str | None, as_of: dt.date
) -> list[Seal]:
    """Those of the seals that nobody signed of those whom the text `signers` allows to on a day.
    CorpusError where there is no OpenSSH.
    """
    signatures, _ = read_signatures(root)
    with _Judge(signers or "", as_of) as judge:
        return [seal for seal in seals if not _is_signed(seal, signatures, judge)]


def _is_signed(seal: Seal, signatures: Sequence[Signature], judge: "_Judge") -> bool:
    at = (seal.name, seal_digest(seal)[:12])
    mine = (each.text for each in signatures if (each.name, each.seal) == at)
    return any(judge.fault(seal_text(seal), text) is None for text in mine)


# --- Signing --------------------------------------------------------------------------------------


def sign_seal(root: Path, seal: Seal, key: Path, as_of: dt.date) -> tuple[Path, str]:
    """The place and the text of a signature of a seal by a key, which is a file or, where ssh-agent
    holds it, its public half. CorpusError where it cannot sign, or nobody would be allowed to.
    """
    signers = signers_of(root)
    if signers is None:
        form = f'you@example.org namespaces="{NAMESPACE}" ssh-ed25519 AAAA…'
        raise refusal(root / SIGNERS, "is not there, and says whose signatures count", form)
    text = seal_text(seal)
    done = _ssh_keygen(
        "sign", "-f", str(key), "-n", NAMESPACE, data=text.encode(), prompts=os.isatty(2)
    )
    armoured = done.stdout.decode(errors="replace")
    if done.returncode or not _key_of(armoured):
        raise refusal(key, f"cannot sign: {_said(done) if done.stderr else 'ssh-keygen refused'}")
    with _Judge(signers, as_of) as judge:
        if fault := judge.fault(text, armoured):
            raise refusal(root / SIGNERS, f"a signature with {key} {fault[0]}", fault[1])
    return place_of_signature(root, seal, armoured), armoured


def _ssh_keygen(
    what: str, *arguments: str, data: bytes = b"", prompts: bool = False
) -> "subprocess.CompletedProcess[bytes]":
    """What `ssh-keygen -Y` says; CorpusError where there is none."""
    command = ["ssh-keygen", "-Y", what, *arguments]
    try:
        return subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=None if prompts else subprocess.PIPE,
            env=os.environ | {"LC_ALL": "C"},
            timeout=None if what == "sign" else PATIENCE,
            check=False,
        )
    except FileNotFoundError:
        form = "OpenSSH 8.9 or newer; on Debian the package openssh-client"
        raise refusal("ssh-keygen", "is not installed, and checks signatures", form) from None
