"""A name that a person gave → what it names in the record; or an error that says what there is
instead.
"""

from build_tools.model import Amendment, Corpus, Document
from build_tools.model.problems import CorpusError, Problem
from build_tools.record.schema import suggestion


def the_document(corpus: Corpus, id_: str) -> Document:
    """The document of that id; CorpusError when there is none."""
    try:
        return corpus.document(id_)
    except KeyError:
        known = [document.id for document in corpus.documents]
        hint = (
            suggestion(id_, known)
            or f"; the documents are {', '.join(f'`{each}`' for each in known)}"
        )
        raise refusal(id_, f"there is no document `{id_}`{hint}") from None


def refusal(what: str, message: str, form: str = "") -> CorpusError:
    """Why something is not done."""
    return CorpusError([Problem(path=what, line=0, message=message, form=form)])


def the_amendment(corpus: Corpus, id_: str) -> Amendment:
    """The amendment of that id; CorpusError when there is none."""
    for amendment in corpus.amendments:
        if amendment.id == id_:
            return amendment
    hint = suggestion(id_, [amendment.id for amendment in corpus.amendments])
    raise refusal(id_, f"there is no amendment `{id_}`{hint}")
