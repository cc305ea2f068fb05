"""Where what was made once is kept for the next run: in the cache folder of the user, as each
system has one.

Never in the tree of a commit. What lies there anybody may have put in with a pull request, and a
key that is made of what the tree holds, anybody with the tree can make.
"""

from pathlib import Path

from platformdirs import user_cache_path


def cache_folder(name: str, here: Path | None = None) -> Path | None:
    """The folder for things of one kind; None where it would lie in `here`, which is the working
    directory, as it does where that is the home of the user: then nothing is kept.
    """
    return outside(user_cache_path("sec-corpus", appauthor=False) / name, here)


def outside(folder: Path, here: Path | None = None) -> Path | None:
    """A folder; None where it lies in `here`, as above."""
    inside = folder.resolve().is_relative_to((here or Path.cwd()).resolve())
    return None if inside else folder
