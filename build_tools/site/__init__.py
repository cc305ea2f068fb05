"""The site: a corpus in, the text of every page out, and a thin plugin that hands the pages to
mkdocs.
"""
