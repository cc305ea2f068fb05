"""A corpus on a day and the hand-written pages in, what the jump box knows out: the provisions of
every version, the amendments and the pages, as data for `assets/find/`. Pure.
"""

from build_tools.site.find.index import (
    Entries,
    Shard,
    document_entries,
    find_index_script,
    index_head,
    pages_shard,
)

__all__ = ["Entries", "Shard", "document_entries", "find_index_script", "index_head", "pages_shard"]
