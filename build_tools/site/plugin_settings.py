"""The settings of a mkdocs build in, the same with what the pages of the record need; and where the
publisher's own settings contradict that, an error that says so.

What it brings stands in `frame`. What the publisher says is kept wherever both can be.
"""

import logging
import re
from collections.abc import Callable, Container, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.utils.yaml import yaml_load

from build_tools.language import spoken
from build_tools.site.frame import (
    EXTENSIONS,
    SCRIPTS,
    STYLES,
    THEME_FOLDER,
    VALIDATION,
    theme_settings,
    theme_words,
)

_LEVELS = {"ignore": logging.DEBUG, "warn": logging.WARNING}
_CORRUPTING = ("pymdownx.critic",)
"""Extensions of markdown that take words of a redline for signs of their own."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_SEARCHES = ("material/search", "search")
_OF_PAGES = (
    *("pre_page", "page_read_source", "page_markdown"),
    *("page_content", "page_context", "post_page"),
    "env",
)
"""What mkdocs tells plugins and hooks of each single page, or when it has read them all."""
_READ_FIRST = ("pre_page", "page_markdown", "page_content")
"""Of these, where the record's words are taken before others may go on with them."""
_LOOKED_AT_LAST = ("page_context", "post_page")
"""And where they are looked at behind all others."""
_ANY = None
_HARMLESS: Mapping[str, Container[str] | None] = {
    **dict.fromkeys(EXTENSIONS, _ANY),
    **dict.fromkeys(("abbr", "def_list", "fenced_code", "meta", "sane_lists"), _ANY),
    **dict.fromkeys(("pymdownx.inlinehilite", "pymdownx.tasklist"), _ANY),
    "attr_list": (),
    "toc": ("title",),
    "pymdownx.snippets": ("base_path", "check_paths", "encoding", "restrict_base_path"),
}
"""Extensions that leave finished HTML and the headings of a page of ours as they are, each with
the options with which it does."""


def bring(config: MkDocsConfig) -> None:
    """Give a build what the pages need, in the language that is spoken; PluginError with every
    setting that contradicts.
    """
    stated = _stated(config)
    if found := list(_contradictions(config, stated)):
        raise PluginError("\n".join(["the settings of mkdocs.yml contradict the pages", *found]))
    if config.theme.name:
        _bring_theme(config, _stated_theme(stated))
    else:
        config.theme.static_templates.discard("sitemap.xml")  # that of mkdocs; ours stands there
    config.extra["words"] = theme_words()
    for name, options in EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
            config.mdx_configs.setdefault(name, {}).update(options)
    config.extra_css[:0] = [each for each in STYLES if each not in config.extra_css]
    scripts = [str(each) for each in config.extra_javascript]
    config.extra_javascript[:0] = [each for each in SCRIPTS if each not in scripts]
    _bring_validation(config, stated.get("validation") or {})
    for name in _SEARCHES:  # the jump box stands in the place of a theme's search
        if name in config.plugins and "enabled" in config.plugins[name].config:
            config.plugins[name].config["enabled"] = False


def told_page_by_page(
    config: MkDocsConfig, plugin: object, *, own_templates: bool
) -> Iterator[str]:
    """What may make of one page something that no other page of its kind tells: plugins and hooks
    that hear of each page, beside `plugin`; extensions of markdown; links to files; and, where they
    count, the publisher's own templates.
    """
    heard = chain.from_iterable(config.plugins.events[name] for name in _OF_PAGES)
    others = (each for each in heard if not _is_no_other(each, plugin))
    for name in dict.fromkeys(each.__module__ for each in others):
        yield f"`{name}` hears of each page"
    for name in config.markdown_extensions:
        options = config.mdx_configs.get(name) or {}
        known = _HARMLESS.get(name, ())
        if name not in _HARMLESS or not (known is None or all(each in known for each in options)):
            yield f"`markdown_extensions` has `{name}`"
    if not config.use_directory_urls:
        yield "`use_directory_urls` is false"
    folder = config.theme.custom_dir
    if own_templates and folder and any(Path(folder).rglob("*.html")):
        yield "`custom_dir` has templates, which may say of each page what they like"


def _is_no_other(method: Callable[..., Any], plugin: object) -> bool:
    """Whether a method is one of `plugin`, or of another that is told to do nothing."""
    owner = getattr(method, "__self__", None)
    settings = getattr(owner, "config", None)
    return owner is plugin or (isinstance(settings, Mapping) and settings.get("enabled") is False)


def stand_at_ends(config: MkDocsConfig, plugin: object) -> None:
    """Have `plugin` read each page before all other plugins and hooks, and look at it after all,
    whatever priorities those have.
    """
    for name in (*_READ_FIRST, *_LOOKED_AT_LAST):
        methods = config.plugins.events[name]
        ours = [each for each in methods if getattr(each, "__self__", None) is plugin]
        others = [each for each in methods if each not in ours]
        first = len(ours) if name in _READ_FIRST else len(ours) - 1
        methods[:] = [*ours[:first], *others, *ours[first:]] if ours else methods


def keep_addresses(files: Files) -> None:
    """Of a site that is to be read from a disk: each page stands where a server would look for it,
    in a folder of its own, and is linked by the name of its file.
    """
    for file in files.documentation_pages():
        page = File(file.src_uri, file.src_dir, file.dest_dir, use_directory_urls=True)
        file.dest_uri = page.dest_uri
        file.url = quote(page.dest_uri)
        file.abs_dest_path = page.abs_dest_path


def _stated(config: MkDocsConfig) -> dict[str, Any]:
    """What the publisher's own file says, before mkdocs fills in what it does not."""
    if not config.config_file_path:
        return {}
    with Path(config.config_file_path).open("rb") as file:
        return yaml_load(file) or {}


def _stated_theme(stated: Mapping[str, Any]) -> Mapping[str, Any]:
    theme = stated.get("theme")
    return theme if isinstance(theme, dict) else {}


def _bring_theme(config: MkDocsConfig, stated: Mapping[str, Any]) -> None:
    theme = config.theme
    folder = str(THEME_FOLDER)
    if folder not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, folder)  # the publisher's own come first
    for key, value in theme_settings().items():
        if key not in stated or key == "language":
            theme[key] = value


def _bring_validation(config: MkDocsConfig, stated: Mapping[str, Any]) -> None:
    """Levels of what mkdocs tells of, where the publisher names none."""
    for part, levels in VALIDATION.items():
        said = {**stated, **(stated.get(part) or {})}
        for name, level in levels.items():
            if name not in said:
                config.validation[part][name] = _LEVELS[level]


def _contradictions(config: MkDocsConfig, stated: Mapping[str, Any]) -> Iterator[str]:
    """Each setting that the pages cannot be right with, and the right form."""
    if config.theme.name not in ("material", None):
        yield _wrong("theme", config.theme.name, "material, or a theme folder of your own")
    # What a frame of the publisher's own calls its settings is nobody else's business.
    theme = _stated_theme(stated) if config.theme.name else {}
    if theme.get("font", False) is not False:
        yield _wrong("theme: font", theme["font"], "false; another would be asked from elsewhere")
    if theme.get("language", spoken()) not in (spoken(), spoken().partition("-")[0]):
        form = f"{spoken()}, or `language` in the corpus.yml of the record to be another"
        yield _wrong("theme: language", theme["language"], form)
    for name in theme.get("features") or ():
        if str(name).startswith("navigation.instant"):
            yield _wrong("theme: features", name, "none of that kind: pages have their own scripts")
    for name in config.markdown_extensions:
        if name in _CORRUPTING:
            yield _wrong("markdown_extensions", name, "none: it corrupts redlines")
    for key in ("extra_css", "extra_javascript"):
        for name in map(str, config[key]):
            if _ELSEWHERE.match(name):
                yield _wrong(key, name, "a file below docs/; no page may ask another site")
    if config.extra.get("analytics"):
        yield _wrong("extra: analytics", "set", "none; no page may ask another site")


def _wrong(key: str, value: object, form: str) -> str:
    return f"mkdocs.yml: `{key}` is `{value}`; expected: {form}"
