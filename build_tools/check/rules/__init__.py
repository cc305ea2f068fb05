"""The rules of `check`: each takes what it is shown and yields problems. No module here knows
another.
"""
