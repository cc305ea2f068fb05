"""A weave → where each part of a version comes from and who last changed it, the lives of its
provisions and tables, and who bore a number.

Read off the weave alone; the redlines of steps only show what the weave tells.
"""

from build_tools.lineage.provenance.days_of_parts import part_days
from build_tools.lineage.provenance.history import History
from build_tools.lineage.provenance.holders import held_by
from build_tools.lineage.provenance.lookup import UnknownProvisionError, find_anchor
from build_tools.lineage.provenance.not_begun import (
    NotBegunInWeave,
    not_begun_at,
    not_begun_between,
    not_begun_in_weave,
    parts_in_force,
)
from build_tools.lineage.provenance.noted import address_in, noted_version
from build_tools.lineage.provenance.on_a_day import (
    ProvisionOnDay,
    ProvisionText,
    provision_blocks,
    provision_on_day,
    provision_spells,
    provision_texts,
    section_blocks,
)
from build_tools.lineage.provenance.origins import (
    BlockOrigins,
    CellOrigins,
    TableOrigins,
    WordsOrigin,
    origins_at,
)
from build_tools.lineage.provenance.otherwise import ReadingOtherwise, reading_otherwise
from build_tools.lineage.provenance.partly_in_force import (
    provision_in_version,
    still_in_force,
    version_on_day,
)
from build_tools.lineage.provenance.past import Since
from build_tools.lineage.provenance.provisions import ProvisionLife, Provisions, ProvisionState
from build_tools.lineage.provenance.tables import TableLife, TableState, table_lives
from build_tools.lineage.provenance.under_headings import changed_under, section_places

__all__ = [
    "BlockOrigins",
    "CellOrigins",
    "History",
    "NotBegunInWeave",
    "ProvisionLife",
    "ProvisionOnDay",
    "ProvisionState",
    "ProvisionText",
    "Provisions",
    "ReadingOtherwise",
    "Since",
    "TableLife",
    "TableOrigins",
    "TableState",
    "UnknownProvisionError",
    "WordsOrigin",
    "address_in",
    "changed_under",
    "find_anchor",
    "held_by",
    "not_begun_at",
    "not_begun_between",
    "not_begun_in_weave",
    "noted_version",
    "origins_at",
    "part_days",
    "parts_in_force",
    "provision_blocks",
    "provision_in_version",
    "provision_on_day",
    "provision_spells",
    "provision_texts",
    "reading_otherwise",
    "section_blocks",
    "section_places",
    "still_in_force",
    "table_lives",
    "version_on_day",
]
