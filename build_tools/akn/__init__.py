"""A version and what the record says of it in, the same as Akoma Ntoso 3.0 out, which other
programs for legal texts read: its words whole, its dates and amendments as metadata.
"""

from build_tools.akn.document import akoma_ntoso
from build_tools.akn.facts import AknFacts, AknInstead, AknPlace, work_iri
from build_tools.akn.periods import AknPart

__all__ = ["AknFacts", "AknInstead", "AknPart", "AknPlace", "akoma_ntoso", "work_iri"]
