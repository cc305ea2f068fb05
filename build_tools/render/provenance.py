"""Versions in, out what marks their texts as what they are, such as reconstructions."""

from build_tools.model import Version


def provenance_labels(*versions: Version) -> list[str]:
    """The labels of the versions, each once, in order; empty where none has any."""
    labels = (version.provenance for version in versions)
    return list(dict.fromkeys(filter(None, labels)))
