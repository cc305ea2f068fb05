"""The versions of a document and the redlines of its steps → one text in which each part knows the
versions that have it, and what can be read off that.

`folding` goes from step to step, `weaver` lays a version in, by `blocks`, `tables` and `text`, each
in the order that `sequence` gives; all else reads.
"""

from build_tools.lineage.weave.folding import Placed, fold, weave_of_document, weave_of_files
from build_tools.lineage.weave.redline import woven_redline

__all__ = ["Placed", "fold", "weave_of_document", "weave_of_files", "woven_redline"]
