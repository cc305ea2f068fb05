"""Seals signed with SSH keys: made by `corpus seal --sign`, held by `corpus verify` and, without
this program, by OpenSSH and coreutils; and what nobody may make of them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias
from zipfile import ZipFile

import pytest

from build_tools.editing.vouched import (
    NO_SIGNERS,
    NOT_AS_IT_STANDS,
    NOT_SEALED,
    SIGNED,
    UNKNOWN,
    UNSIGNED,
)
from build_tools.record.publication_log import LOG
from build_tools.record.seals import SEALS, read_seals
from build_tools.record.signatures import NAMESPACE, SIGNATURES, SIGNERS, seal_text
from tests.branching import Repository
from tests.paths import ROOT
from tests.running import Ran, Run, replace_in, snapshot
from tests.signing import coreutils_and_openssh, listed, made_keys, ssh_keygen

ByHand: TypeAlias = Callable[[Path], Ran]


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory, missing: Callable[[str], None]) -> Path:
    """A folder with two keys: `counsel`, who is listed, and `stranger`."""
    return made_keys(tmp_path_factory.mktemp("keys"), missing)


@pytest.fixture
def signed(at: Run, rules: Path, keys: Path) -> Path:
    """The record with its second version sealed and signed by counsel."""
    direct(rules, "second")
    (rules / SIGNERS).write_text(listed(keys, "counsel"))
    ran = at("seal", "rules@2.0", "--sign", keys / "counsel")
    assert ran.code == 0, ran
    return rules


def direct(rules: Path, name: str) -> None:
    file = rules / f"amendments/{name}-rules.yml"
    day = "2021-06-15" if name == "second" else "date not recorded"
    replace_in(file, "  effect:", f"  direction: {{actual: {day}}}\n  effect:")


def signature(rules: Path) -> Path:
    """The one signature of the record."""
    (found,) = (rules / SIGNATURES).rglob("*.sig")
    return found


def test_a_seal_is_signed_and_holds(at: Run, signed: Path) -> None:
    assert signature(signed).relative_to(signed).as_posix().startswith("signatures/rules-2.0-")
    assert at("check").code == 0
    ran = at("verify")
    assert (ran.code, ran.err.partition(", 1 redline")[0]) == (0, "1 seal, 1 signature")


def test_what_is_signed_is_not_signed_again(at: Run, signed: Path, keys: Path) -> None:
    before = snapshot(signed)
    assert at("seal", "--sign", keys / "counsel").out == "every seal is signed already\n"
    assert at("seal", "rules@2.0", "--sign", keys / "counsel").code == 0
    assert snapshot(signed) == before


def test_every_seal_that_nobody_signed_is_signed_at_once(at: Run, signed: Path, keys: Path) -> None:
    direct(signed, "first")
    assert at("seal", "rules@1.0").code == 0
    said = "sealed: nobody whom `allowed_signers` allows signed this seal of rules@1.0"
    assert said in at("verify").out
    ran = at("seal", "--sign", keys / "counsel")
    assert ran.out.startswith(f"signed: {(signed / SIGNATURES).as_posix()}/rules-1.0-")
    assert at("verify").code == 0


def test_a_key_that_is_not_listed_signs_nothing(at: Run, signed: Path, keys: Path) -> None:
    direct(signed, "first")
    before = snapshot(signed)
    ran = at("seal", "rules@1.0", "--sign", keys / "stranger")
    assert ran.code == 2
    assert "is by a key that `allowed_signers` does not allow: no line of it has the key" in ran.err
    assert snapshot(signed) == before


def test_a_key_that_is_not_there_says_so(at: Run, signed: Path, tmp_path: Path) -> None:
    direct(signed, "first")
    ran = at("seal", "rules@1.0", "--sign", tmp_path / "none")
    assert (ran.code, ": cannot sign: " in ran.err) == (2, True)
    assert "rules/1.0.md" not in (signed / SEALS).read_text()


def test_nobody_signs_where_nobody_is_listed(at: Run, rules: Path, keys: Path) -> None:
    direct(rules, "second")
    ran = at("seal", "rules@2.0", "--sign", keys / "counsel")
    assert ran.code == 2
    assert f"{SIGNERS}: is not there, and says whose signatures count" in ran.err
    assert not (rules / SEALS).exists()


def test_a_seal_that_changed_leaves_its_signature_stale(at: Run, signed: Path) -> None:
    replace_in(signed / SEALS, "#   direction: 2021-06-15", "#   direction: 2021-06-14")
    ran = at("check")
    assert ran.code == 1
    assert "is stale: no seal of rules@2.0 in sealed.sha256 has the hash" in ran.out


OTHERWISE: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "other words": (
        lambda rules, keys: resigned(rules, keys, "counsel", "# rules@9.0\n", NAMESPACE),
        "does not hold: ",
    ),
    "another namespace": (
        lambda rules, keys: resigned(rules, keys, "counsel", "", "git"),
        "namespace",
    ),
    "a key that is listed no more": (
        lambda rules, keys: (rules / SIGNERS).write_text(listed(keys, "stranger")),
        "is by a key that `allowed_signers` does not allow",
    ),
    "a key that is listed for something else": (
        lambda rules, keys: (rules / SIGNERS).write_text(
            listed(keys, "counsel", 'namespaces="git"')
        ),
        "does not hold: ",
    ),
    "a key that has expired": (
        lambda rules, keys: (rules / SIGNERS).write_text(
            listed(keys, "counsel", 'valid-before="20210101"')
        ),
        "expired",
    ),
    "no signature at all": (
        lambda rules, _: signature(rules).unlink(),
        "nobody whom `allowed_signers` allows signed this seal of rules@2.0",
    ),
    "no list of signers": (
        lambda rules, _: (rules / SIGNERS).unlink(),
        "signs rules@2.0, and no `allowed_signers` says who may",
    ),
    "a list that nobody can read": (
        lambda rules, _: (rules / SIGNERS).write_text("junk\n"),
        "is by a key that `allowed_signers` does not allow",
    ),
    "a file that is no signature": (
        lambda rules, _: signature(rules).write_text("junk\n"),
        "is no signature of OpenSSH by the key that its name says",
    ),
    "a link": (
        lambda rules, _: linked(signature(rules)),
        "is no signature of a seal",
    ),
    "a file of another name": (
        lambda rules, _: signature(rules).rename(rules / SIGNATURES / "mine.sig"),
        "is no signature of a seal",
    ),
}


def resigned(rules: Path, keys: Path, who: str, words: str, namespace: str) -> None:
    """Put another signature in the place of the one that there is."""
    (seal,) = read_seals(rules)[0]
    given = words or seal_text(seal)
    made = ssh_keygen("-Y", "sign", "-f", str(keys / who), "-n", namespace, given=given)
    signature(rules).write_text(made)


def linked(file: Path) -> None:
    """Make a link of a file, to the same words elsewhere in the record."""
    there = file.parent / ".there"
    file.rename(there)
    file.symlink_to(there)


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_is_wrong_with_a_signature_is_told(
    name: str, at: Run, signed: Path, keys: Path
) -> None:
    change, said = OTHERWISE[name]
    change(signed, keys)
    ran = at("verify")
    assert (ran.code, said in ran.out) == (1, True), ran.out


def test_without_openssh_it_says_what_is_missing(
    at: Run, signed: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = "is not installed, and checks signatures"
    ran = at("verify")
    assert (ran.code, missing in ran.out) == (1, True), ran.out
    assert at("check").code == 0
    direct(signed, "first")
    ran = at("seal", "rules@1.0", "--sign", keys / "counsel")
    assert (ran.code, missing in ran.err) == (2, True), ran.err


# --- By hand --------------------------------------------------------------------------------------


@pytest.fixture
def by_hand(tmp_path: Path, missing: Callable[[str], None]) -> ByHand:
    """What a person does with the record, in an environment of coreutils and OpenSSH alone."""
    command = f"sh {ROOT / 'build_tools/pack/check-by-hand.sh'}"
    only = coreutils_and_openssh(tmp_path / "tools", missing)
    return lambda beside: only(beside, command)


def test_coreutils_and_openssh_find_what_verify_finds(
    at: Run, signed: Path, keys: Path, by_hand: ByHand
) -> None:
    direct(signed, "first")
    assert at("seal", "rules@1.0", "--sign", keys / "counsel").code == 0
    ran = by_hand(signed.parent)
    good = f'Good "{NAMESPACE}" signature for counsel@example.org with ED25519 key SHA256:'
    assert (ran.code, ran.out.count(good)) == (0, 2), ran
    replace_in(signed / SEALS, "#   direction: 2021-06-15", "#   direction: 2021-06-14")
    ran = by_hand(signed.parent)
    assert (ran.code, "nobody signed this seal:\n# rules@2.0\n" in ran.out) == (1, True), ran
    replace_in(signed / SEALS, "#   direction: 2021-06-14", "#   direction: 2021-06-15")
    with (signed / "rules/2.0.md").open("a") as file:
        file.write("\n")
    ran = by_hand(signed.parent)
    assert (ran.code, "rules/2.0.md: FAILED" in ran.out) == (1, True), ran


def test_the_page_shows_the_lines_that_are_run() -> None:
    page = (ROOT / "docs/trust.md").read_text()
    assert '--8<-- "build_tools/pack/check-by-hand.sh"' in page


# --- A stranger with a pull request ---------------------------------------------------------------


@pytest.fixture
def branch(signed: Path) -> Repository:
    """The signed record in a repository, and a branch of it."""
    return branched(signed)


def branched(rules: Path) -> Repository:
    made = Repository(rules.parent)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit("The record")
    made.git("switch", "--quiet", "--create", "change")
    return made


def judged(branch: Repository, at: Run) -> Ran:
    branch.git("add", "--all", "--force")
    branch.git("commit", "--quiet", "--message", "A change")
    return at("verify", "--base", "main")


def test_a_stranger_who_lists_a_key_of_their_own_is_found(
    branch: Repository, at: Run, signed: Path, keys: Path
) -> None:
    """The file says that the stranger may sign, and its own judgement would be content."""
    with (signed / SIGNERS).open("a") as file:
        file.write(listed(keys, "stranger"))
    direct(signed, "first")
    assert at("seal", "rules@1.0", "--sign", keys / "stranger").code == 0
    assert at("verify").code == 0
    ran = judged(branch, at)
    assert ran.code == 1
    assert "judge: changes whose signatures make a seal good" in ran.out
    assert "law: nobody whom `allowed_signers` allows signed this seal of rules@1.0" in ran.out


def unsigned(rules: Path) -> None:
    (rules / SIGNERS).unlink()
    shutil.rmtree(rules / SIGNATURES)


def elsewhere(rules: Path) -> None:
    (rules / SIGNERS).rename(rules.parent / "s")
    (rules / SIGNERS).symlink_to("../s")


def test_signatures_and_signers_that_an_archive_had_are_missed(
    at: Run, signed: Path, tmp_path: Path
) -> None:
    assert at("archive", "--output", tmp_path / "kept.zip").code == 0
    with ZipFile(tmp_path / "kept.zip") as packed:
        packed.extractall(tmp_path)
    (signed / LOG).unlink()
    unsigned(signed)
    assert at("verify").code == 0, "by itself it holds"
    ran = at("verify", "--since", tmp_path / "archive")
    assert ran.code == 1
    assert "said whose signatures count, and the record has no `allowed_signers`" in ran.out
    assert "had a signature of this seal of rules@2.0, and the record has none" in ran.out


STRANGERS: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "takes all of it away": (
        unsigned,
        (
            "judge: changes whose signatures make a seal good",
            "law: a signature of rules@2.0 has gone",
            "law: nobody whom `allowed_signers` allows signed this seal of rules@2.0",
        ),
    ),
    "deletes a signature": (
        lambda rules: signature(rules).unlink(),
        ("law: a signature of rules@2.0 has gone",),
    ),
    "puts a link to a list elsewhere": (
        elsewhere,
        ("judge: changes whose signatures make a seal good", "symbolic link"),
    ),
}


def test_of_two_signatures_of_a_seal_neither_goes(at: Run, signed: Path, keys: Path) -> None:
    first = signature(signed)
    (signed / SIGNERS).write_text(listed(keys, "stranger"))
    assert at("seal", "--sign", keys / "stranger").code == 0
    (signed / SIGNERS).write_text(listed(keys, "counsel") + listed(keys, "stranger"))
    branch = branched(signed)
    first.unlink()
    assert at("verify").code == 0, "by itself it holds"
    ran = judged(branch, at)
    assert (ran.code, "law: a signature of rules@2.0 has gone" in ran.out) == (1, True), ran.out


def test_a_key_that_was_struck_off_since_the_branch_began_makes_no_law(
    at: Run, rules: Path, keys: Path
) -> None:
    (rules / SIGNERS).write_text(listed(keys, "counsel"))
    branch = branched(rules)
    direct(rules, "second")
    assert at("seal", "rules@2.0", "--sign", keys / "counsel").code == 0
    assert judged(branch, at).code == 0, "while it is listed"
    branch.git("switch", "--quiet", "main")
    (rules / SIGNERS).write_text(listed(keys, "stranger"))
    branch.commit("Another keeper")
    branch.git("switch", "--quiet", "change")
    ran = at("verify", "--base", "main")
    said = "law: nobody whom `allowed_signers` allows signed this seal of rules@2.0"
    assert (ran.code, said in ran.out) == (1, True), ran.out


@pytest.mark.parametrize("name", STRANGERS)
def test_what_a_stranger_does_to_signatures_is_found(
    name: str, branch: Repository, at: Run, signed: Path
) -> None:
    change, said = STRANGERS[name]
    change(signed)
    ran = judged(branch, at)
    assert ran.code == 1
    assert all(each in ran.out for each in said), ran.out


CORRECTED = "corrections:\n  - {fact: direction, was: 2021-06-15, reason: Misread.}\n"
BACK = CORRECTED + "  - {fact: direction, was: 2021-06-14, reason: It was right.}\n"


def corrected(rules: Path, was: str, now: str, old: str, new: str) -> None:
    """The day of the direction corrected, and why."""
    replace_in(rules / "amendments/second-rules.yml", f"actual: {was}", f"actual: {now}")
    replace_in(rules / "amendments/second-rules.yml", f"{old}dates:", f"{new}dates:")


def test_a_seal_that_was_corrected_is_not_put_back_with_its_signature(
    at: Run, signed: Path, keys: Path
) -> None:
    """Its lines are in the history, and so is the signature of them."""
    once = (signed / SEALS).read_text()
    corrected(signed, "2021-06-15", "2021-06-14", "", CORRECTED)
    assert at("seal", "rules@2.0", "--sign", keys / "counsel").code == 0
    (signed / LOG).unlink()  # or the log would be the first to tell
    branch = branched(signed)
    corrected(signed, "2021-06-14", "2021-06-15", CORRECTED, BACK)
    with (signed / SEALS).open("a") as file:
        file.write(once)
    ran = judged(branch, at)
    said = "sealed: rules@2.0 is sealed so for time 2, and its seal says otherwise"
    assert (ran.code, said in ran.out) == (1, True), ran.out
    (signed / SEALS).write_text((signed / SEALS).read_text().removesuffix(once))
    assert at("seal", "rules@2.0").code == 0
    ran = judged(branch, at)
    said = "nobody whom `allowed_signers` allows signed this seal of rules@2.0"
    assert (ran.code, said in ran.out) == (1, True), ran.out
    assert at("seal", "--sign", keys / "counsel").code == 0
    assert judged(branch, at).code == 0


def test_a_version_signed_by_who_may_passes(at: Run, rules: Path, keys: Path) -> None:
    (rules / SIGNERS).write_text(listed(keys, "counsel"))
    branch = branched(rules)
    direct(rules, "second")
    assert at("seal", "rules@2.0").code == 0
    ran = judged(branch, at)
    said = "law: nobody whom `allowed_signers` allows signed this seal of rules@2.0"
    assert (ran.code, said in ran.out) == (1, True), ran.out
    assert f"rules@2.0 ({UNSIGNED})" in at("changes", "main").out
    assert at("seal", "--sign", keys / "counsel").code == 0
    ran = judged(branch, at)
    assert (ran.code, ran.out) == (0, "")
    assert f"rules@2.0 ({SIGNED})" in at("changes", "main").out


def test_who_vouches_for_what_is_told_as_law_is_asked_of_the_base(
    at: Run, rules: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What the branch itself lists, and a seal of something else, vouch for nothing."""
    branch = branched(rules)
    direct(rules, "second")

    def told() -> str:
        law = next(line for line in at("changes", "main").out.split("\n") if "as law" in line)
        return law.partition("rules@2.0 (")[2].partition(")")[0]

    assert told() == NOT_SEALED
    (rules / SIGNERS).write_text(listed(keys, "stranger"))
    assert at("seal", "rules@2.0", "--sign", keys / "stranger").code == 0
    assert told() == NO_SIGNERS
    judged(branch, at)
    branch.git("switch", "--quiet", "main")
    (rules / SIGNERS).write_text(listed(keys, "counsel"))
    branch.commit("A keeper")
    branch.git("switch", "--quiet", "change")
    assert told() == UNSIGNED
    (tmp_path / "git-alone").mkdir()
    (tmp_path / "git-alone/git").symlink_to(str(shutil.which("git")))
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path / "git-alone"))
        assert told() == UNKNOWN
    replace_in(rules / SEALS, "2021-06-15", "2021-06-16")
    assert told() == NOT_AS_IT_STANDS
