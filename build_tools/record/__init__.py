"""The record on disk → a `Corpus`, or every problem of all its files at once.

The one room that reads and writes the record. `files` turns a path into text, `loading` knows where
each kind of file stands, `consistency` says what the files say against one another, `seals` which
of them may never change again, `enactment` what else makes them law, `placeholders` what is still
to be filled in.

Schemas, and pydantic with them, are imported when a record is read: nothing else here needs them.
"""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from build_tools.model import Corpus, CorpusError, Problem
from build_tools.record.store import Store
from build_tools.record.wanted import EVERYTHING, Wanted


def load(root: Path) -> Corpus:
    """The record in the folder `root`; CorpusError with all that is wrong in any of its files."""
    return load_wanted(root, EVERYTHING)


def load_wanted(root: Path, wanted: Wanted, store: Store | None = None) -> Corpus:
    """What is wanted of the record in the folder `root`: a document that is not has no version.
    What its texts are made of is kept in `store`, where there is one. CorpusError with all that is
    wrong in any of the files that are read.
    """
    corpus, problems = survey(root, wanted=wanted, store=store)
    if problems:
        raise CorpusError(problems)
    return corpus


def survey(
    root: Path,
    today: dt.date | None = None,
    *,
    wanted: Wanted = EVERYTHING,
    store: Store | None = None,
) -> tuple[Corpus, list[Problem]]:
    """As much of the record as can be read, and all that is wrong with its files; CorpusError when
    there is none.

    Where it is told which day is `today`, nothing may be recorded to have come after it.
    """
    from build_tools.record.consistency import (  # noqa: PLC0415 - knows the schemas
        dates_to_come,
        disagreements,
    )
    from build_tools.record.enactment import contradicted_seals  # noqa: PLC0415 - knows the schemas
    from build_tools.record.files import with_one_cause  # noqa: PLC0415 - loads the parser
    from build_tools.record.loading import (  # noqa: PLC0415 - knows the schemas
        AMENDMENTS,
        CORPUS,
        DECISIONS,
        read_record,
    )
    from build_tools.record.seals import broken_seals, read_seals  # noqa: PLC0415 - loads the parser
    from build_tools.record.signatures import misplaced_signatures  # noqa: PLC0415 - likewise

    record = read_record(root, wanted, store)
    corpus = record.corpus()
    seals = [*broken_seals(root, wanted), *contradicted_seals(root, corpus)]
    if wanted.everything:
        seals += misplaced_signatures(root, read_seals(root)[0])
    found = (replace(problem, rule="sealed") for problem in seals)
    to_come = dates_to_come(record, today) if today else ()
    problems = [*record.problems, *disagreements(record), *found, *to_come]
    if any(each.path == (root / CORPUS).as_posix() for each in problems):
        # It says by which steps the record is amended, so nothing is known of others' keys.
        held = tuple(f"{(root / folder).as_posix()}/" for folder in (AMENDMENTS, DECISIONS))
        problems = [
            each for each in problems if each.rule != "schema" or not each.path.startswith(held)
        ]
    return corpus, with_one_cause(root, problems)


def survey_copy(copy: Path, store: Store | None = None) -> Corpus:
    """As much as can be read of a record that was copied from an earlier commit; nothing of an
    empty folder, for there was none.
    """
    if not any(copy.iterdir()):
        return Corpus(documents=(), amendments=())
    return survey(copy, store=store)[0]
