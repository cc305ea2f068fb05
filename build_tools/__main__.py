"""`python -m build_tools`, the same as `corpus`."""

from build_tools.cli import main

if __name__ == "__main__":
    main()
