"""Pages made from templates: `one_file` for a screen, `print_page` for a PDF, and what both, the
site and the packs take from them: the review of a redline, its list of changes, links to files,
styles and scripts.
"""
