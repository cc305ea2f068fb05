"""A redline in, amending instructions out: what a direction has to say so that the old text becomes
the new. They are put into words by `render.instructions`.
"""

from build_tools.instruct.blocks import instructions

__all__ = ["instructions"]
