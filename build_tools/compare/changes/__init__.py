"""Passages in, the list of changes out: each as a reviewer would cite it, with an id that its
content gives it.

A change is one thing: a paragraph reworded, a row inserted, a cell filled. What only follows from
another change (numbers, references to them, markup, punctuation) is classed as noise, counted, and
never left out.
"""

from build_tools.compare.changes.listing import list_changes

__all__ = ["list_changes"]
