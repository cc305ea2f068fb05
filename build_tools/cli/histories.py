"""`corpus history` and `corpus blame`: what became of a document or a provision, and where each
part of a version comes from.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from build_tools.cli.command import (
    as_of_option,
    corpus,
    format_option,
    language_of,
    output_option,
    refuse_output,
    say,
    today,
    versions_option,
    warn,
    write,
)
from build_tools.language import gettext as _
from build_tools.language import listed, speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import (
    BlockOrigins,
    History,
    Provisions,
    UnknownProvisionError,
    address_in,
    changed_under,
    find_anchor,
    not_begun_in_weave,
    origins_at,
    section_places,
)
from build_tools.model import Amendment, CorpusError, Document, Version, refusal
from build_tools.record.lookup import find_version_of, load_document
from build_tools.record.status import displayed_version, predecessor
from build_tools.record.status_words import stage_in_words
from build_tools.render.change_names import kind_name
from build_tools.render.citation import provision_date
from build_tools.render.counts import counts_text
from build_tools.render.lives import life_json, life_text
from build_tools.render.origins import Blame, blame_json, blame_text
from build_tools.text.examples import numbered_examples, table_examples
from build_tools.text.markdown.citation_words import without_heading

_FORMATS = ["text", "json"]


@corpus.command()
@click.argument("version", metavar="VERSION")
@click.argument("provision", nargs=-1)
@click.option("--words", is_flag=True, help="Tell the words of each provision apart, too.")
@format_option(_FORMATS)
@versions_option
@output_option
def blame(
    *,
    version: str,
    provision: Sequence[str],
    words: bool,
    format_name: str,
    root: Path,
    output: Path | None,
) -> None:
    """Tell by which version each part of a VERSION of the record came to say what it says, or each
    part of one PROVISION of it: 17.6, "Table 17.6", cl 17.7(a); of a heading all that it is over.

    What only follows from something else, as a number or a reference that moved on, counts for
    nothing. --format json has every stretch of words with its origin.
    """
    document = load_document(root, version)
    found = find_version_of(document, version)
    history_ = History(document, Comparisons(warn))
    number = history_.number(found)
    blocks: Sequence[BlockOrigins] = origins_at(history_.weave, number)
    if provision:
        provisions = Provisions(history_)
        id_ = _id(provisions, number, " ".join(provision))
        held = section_places(provisions, number, id_)
        blocks = [block for block in blocks if block.place in held]
    refuse_output([output], [found])

    def date(by: int, block: BlockOrigins) -> str:
        address = address_in(history_, block, by)
        return provision_date(document, history_.versions[by], address, today(), is_gone=False)

    waits = not_begun_in_weave(history_, today())
    told = Blame(
        versions=history_.versions,
        version=found,
        blocks=blocks,
        date=date,
        words=words,
        waits=waits.standing if waits and waits.version == number else {},
    )
    if format_name == "json":
        write(blame_json(told), output)
        return
    with speaking(language_of(document)):
        text = blame_text(told)
    write(text, output)


@corpus.command()
@click.argument("document")
@click.argument("provision", nargs=-1)
@format_option(_FORMATS)
@versions_option
@as_of_option
@output_option
def history(
    *,
    document: str,
    provision: Sequence[str],
    format_name: str,
    root: Path,
    as_of: dt.date,
    output: Path | None,
) -> None:
    """Tell the history of a DOCUMENT, by its id: each version, its dates, and how much it changed.

    With a PROVISION (17.6, "Table 17.6", cl 17.7(a)): every state of it, the newest first, under
    the number that it then had, with what changed; of a heading also of each provision that it is
    over and that changed. The number is that of the version in force;
    mtad@2.0 in the place of DOCUMENT means that of another.
    """
    label = document.partition("@")[2]
    found = load_document(root, document)
    if provision:
        version = find_version_of(found, document) if label else displayed_version(found, as_of)
        refuse_output([output], [])
        life = _life(found, version, " ".join(provision), format_name, as_of)
        write(life, output)
        return
    if label or output or format_name != "text":
        raise click.UsageError("@VERSION, --format and --output go with a PROVISION")
    comparisons = Comparisons(warn)
    for version in reversed(found.versions):
        with speaking(language_of(found)):
            lines = list(_history_lines(found, version, comparisons, as_of))
        say("\n".join(lines) + "\n")


def _life(document: Document, version: Version, name: str, format_name: str, as_of: dt.date) -> str:
    provisions, id_ = provision_of(document, version, name)
    life = provisions.lives[id_]
    under = changed_under(provisions, id_)
    told = [(each, list(provisions.through(each))) for each in (life, *under)]
    versions = provisions.history.versions
    if format_name == "json":
        return life_json(*told[0], document, versions, as_of, [each.id for each in under])
    with speaking(language_of(document)):
        return "\n".join(life_text(*each, document, versions, as_of) for each in told)


def provision_of(document: Document, version: Version, name: str) -> tuple[Provisions, str]:
    """The provisions of a document, and the lasting id of the one that a version calls so;
    CorpusError as below.
    """
    provisions = Provisions(History(document, Comparisons(warn)))
    number = provisions.history.number(version)
    return provisions, _id(provisions, number, name)


def _id(provisions: Provisions, version: int, name: str) -> str:
    """The lasting id of the provision that a version calls so; CorpusError as below."""
    id_ = provisions.id_at(version, _anchor(provisions, version, name))
    assert id_ is not None
    return id_


def _anchor(provisions: Provisions, version: int, name: str) -> str:
    """The anchor of a provision; CorpusError that says what stands nearest, and who used to be
    called so.
    """
    try:
        return find_anchor(provisions, version, name)
    except UnknownProvisionError as error:
        raise _unknown(provisions, version, name, error) from None


def _unknown(
    provisions: Provisions, version: int, name: str, error: UnknownProvisionError
) -> CorpusError:
    versions = provisions.history.versions
    message = f"{versions[version].name} has no such provision"
    with speaking(versions[version].language):
        near = [without_heading(each.citation) or each.anchor for each in error.neighbours]
    if near:
        message += f"; nearest {'is' if len(near) == 1 else 'are'} {' and '.join(near)}"
    for at, anchor in error.elsewhere[:1]:
        id_ = provisions.id_at(at, anchor)
        now = provisions.block_at(version, id_) if id_ else None
        stands = (
            f"is {now.citation or now.anchor} in {versions[version].label}" if now else "is gone"
        )
        message += f"; what {versions[at].label} calls so {stands}: `{versions[at].name} {name}`"
    asked = versions[version]
    with speaking(asked.language):
        examples = [*numbered_examples(asked), *table_examples(asked)]
    return refusal(name, message, listed(examples, "or"))


def _history_lines(
    document: Document, version: Version, comparisons: Comparisons, as_of: dt.date
) -> Iterator[str]:
    """A version's place in the history, line by line."""
    yield f"{version.name}  {stage_in_words(document, version, as_of, today())}"
    if version.amendment is not None:
        yield f"  {version.amendment.title}"
        yield from _event_lines(version.amendment)
    if before := predecessor(document, version):
        counts = comparisons.between(before, version).counts
        listed = counts_text((kind_name(kind), count) for kind, count in counts.items())
        yield f"  {_('from %(version)s', version=before.label)}: {listed}"


def _event_lines(amendment: Amendment) -> Iterator[str]:
    for step, name in amendment.procedure.names.items():
        if event := amendment.events.get(step):
            planned = _("planned %(day)s", day=event.planned) if event.planned else ""
            actual = _("actual %(day)s", day=event.actual or _("not recorded"))
            yield f"  {name}: {', '.join(filter(None, (planned, event.note, actual)))}"
