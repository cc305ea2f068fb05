#!/usr/bin/env python3
"""Give each page of a site that Zensical built its Content-Security-Policy: `.ci/policy.py SITE`.

Zensical knows no plugin that could. It ends with 1 where a page holds a script or a style which is
neither the theme's nor ours, which its policy bars, or sends its readers elsewhere.
"""

import sys
from importlib.resources import files
from pathlib import Path

from build_tools.site.page_policy import barred, theme_scripts, with_policy

_TEMPLATES = files("zensical") / "templates/partials/javascripts"


def main(site: Path) -> int:
    """How many scripts, styles and orders are not the theme's, each of which is told."""
    known = theme_scripts(template.read_text("utf-8") for template in _TEMPLATES.iterdir())
    count = 0
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        for inline in barred(html, known):
            name = path.relative_to(site)
            print(
                f"{name}: has a script, a style or an order that is not the theme's: {inline[:80]}",
                file=sys.stderr,
            )
            count += 1
        path.write_text(with_policy(html, known), encoding="utf-8")
    return count


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
