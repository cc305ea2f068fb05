"""A document's versions in, what they tell together out: redlines along the history, provenance,
joint texts.
"""
