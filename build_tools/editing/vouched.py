"""A branch and how versions would stand by it → who vouches for each that is told as law.

Whoever the branch lists as a signer counts for nothing here: those count whom the base lists, both
where the branch began and now. Never writes.
"""

from collections.abc import Iterable
from dataclasses import replace

from build_tools.editing.branch import Branch, signers_at_base
from build_tools.model import Corpus, CorpusError
from build_tools.record.enactment import enacting_facts, named_versions
from build_tools.record.seals import Seal, read_seals, seals_by_version
from build_tools.record.signatures import bare_seals
from build_tools.record.standings import Standing

NOT_SEALED = "not sealed"
NOT_AS_IT_STANDS = "sealed, and not as it stands here"
TEXT_ALONE = "sealed, but for what made it law"
NO_SIGNERS = "sealed; the base lists nobody who may sign"
UNSIGNED = "sealed, and signed by nobody whom the base allows"
SIGNED = "sealed, and signed by somebody whom the base allows"
UNKNOWN = "sealed; who signed it cannot be told without OpenSSH"


def vouched(branch: Branch, after: Corpus, standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """The same, each that is told as law and is still there with who vouches for it."""
    told = _Vouchers(branch, after)
    return tuple(
        replace(each, seal=told.of(each.name)) if each.of_law and each.new else each
        for each in standings
    )


class _Vouchers:
    """The seals of a branch, and whom its base allows to sign them."""

    def __init__(self, branch: Branch, after: Corpus) -> None:
        self._branch = branch
        self._versions = named_versions(after)
        self._seals = seals_by_version(read_seals(branch.root)[0])
        lists = dict.fromkeys(signers_at_base(branch))
        self._signers = [each for each in lists if each is not None]

    def of(self, name: str) -> str:
        """Who vouches for a version, in words."""
        seals = self._seals.get(name)
        if not seals:
            return NOT_SEALED
        version, last = self._versions[name], seals[-1]
        if last.sha256 != version.sha256:
            return NOT_AS_IT_STANDS
        if last.facts != enacting_facts(version):
            return NOT_AS_IT_STANDS if last.facts else TEXT_ALONE
        try:
            return self._signed(last)
        except CorpusError:
            return UNKNOWN

    def _signed(self, seal: Seal) -> str:
        if not self._signers:
            return NO_SIGNERS
        root, as_of = self._branch.root, self._branch.as_of
        is_bare = any(bare_seals(root, [seal], signers, as_of) for signers in self._signers)
        return UNSIGNED if is_bare else SIGNED
