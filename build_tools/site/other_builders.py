"""The publisher's mkdocs.yml in, the same for a builder that knows no plugin `corpus` out: with all
that the plugin would bring spelled out. Never reads a file.

It works on what the YAML is written of, so that tags that only a builder knows, such as `!ENV`,
stay as they are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import yaml
from mkdocs.utils.yaml import get_yaml_loader

from build_tools.model import refusal
from build_tools.site.frame import (
    EXTENSIONS,
    SCRIPTS,
    STYLES,
    THEME_FOLDER,
    VALIDATION,
    NavItem,
    theme_settings,
    theme_words,
)

_OF_THE_PLUGIN = ("corpus", "search")
"""Plugins that such a builder lacks, or whose work the jump box does."""


def configuration(
    name: str, text: str, navigation: Callable[[list[NavItem] | None], list[NavItem]]
) -> str:
    """The configuration as YAML. `name` is what the file of `text` is called in messages, and
    `navigation` makes the navigation of the one that the file has; CorpusError where `text` is
    none.
    """
    root = _read(name, text)
    nav = _value(root, "nav")
    _set(root, "theme", _theme(name, _value(root, "theme")))
    _set(root, "nav", _node(navigation(None if nav is None else _plain(nav))))
    for key, brought in (("extra_css", STYLES), ("extra_javascript", SCRIPTS)):
        _set(root, key, _sequence([*map(_node, brought), *_items(_value(root, key))]))
    _set(root, "markdown_extensions", _extensions(_items(_value(root, "markdown_extensions"))))
    extra = _value(root, "extra")
    if not isinstance(extra, yaml.MappingNode):
        extra = _mapping({})
    _set(extra, "words", _node(theme_words()))
    _set(root, "extra", extra)
    plugins = [
        each for each in _items(_value(root, "plugins")) if _named(each) not in _OF_THE_PLUGIN
    ]
    _set(root, "plugins", _sequence(plugins))
    if _value(root, "validation") is None:
        _set(root, "validation", _node({key: dict(value) for key, value in VALIDATION.items()}))
    return str(yaml.serialize(root, allow_unicode=True))


def told_to_plugin(name: str, text: str, option: str) -> object:
    """What a configuration tells the plugin in one of its options, as mkdocs would read it, `!ENV`
    from the environment; None where it says nothing. CorpusError as above, and for what it may not
    say there.
    """
    for each in _plugins(name, text):
        if isinstance(each, yaml.MappingNode):
            options = each.value[0][1]
            told = _value(options, option) if isinstance(options, yaml.MappingNode) else None
            return _said(name, option, told) if told is not None else None
    return None


def names_plugin(name: str, text: str) -> bool:
    """Whether a configuration names the plugin; CorpusError where `text` is none."""
    return any(True for _ in _plugins(name, text))


def _plugins(name: str, text: str) -> Iterator[yaml.Node]:
    """Where a configuration names the plugin."""
    plugins = _items(_value(_read(name, text), "plugins"))
    yield from (each for each in plugins if _named(each) == "corpus")


def _said(name: str, option: str, told: yaml.Node) -> object:
    """The value that is written as a node."""
    try:
        return get_yaml_loader(yaml.SafeLoader)("").construct_document(told)
    except (yaml.YAMLError, ValueError) as error:  # the second for a day that is none
        raise refusal(name, f"has an option `{option}` that is not read: {error}") from None


def _read(name: str, text: str) -> yaml.MappingNode:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise refusal(name, f"is no YAML: {error}") from None
    if not isinstance(root, yaml.MappingNode):
        raise refusal(name, "is no configuration of mkdocs", "site_name: …")
    return root


def _theme(name: str, stated: yaml.Node | None) -> yaml.MappingNode:
    if not isinstance(stated, yaml.MappingNode):
        stated = _mapping({"name": stated or _node("material")})
    if _value(stated, "custom_dir") is not None:
        raise refusal(name, "has a theme folder of its own, and another builder takes only one")
    for key, value in {**theme_settings(), "custom_dir": THEME_FOLDER.as_posix()}.items():
        if _value(stated, key) is None:
            _set(stated, key, _node(value))
    return stated


def _extensions(stated: Iterable[yaml.Node]) -> yaml.SequenceNode:
    stated = list(stated)
    named = [*map(_named, stated)]
    brought = [
        _node({name: dict(options)} if options else name)
        for name, options in EXTENSIONS.items()
        if name not in named
    ]
    return _sequence([*stated, *brought])


def _named(item: yaml.Node) -> str:
    """What an entry of a list of plugins or extensions is called."""
    named = item.value[0][0] if isinstance(item, yaml.MappingNode) else item
    return str(named.value)


def _items(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """The entries of a list; of keys with values, each as an entry of its own."""
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield _mapping({key.value: value})


def _plain(node: yaml.Node) -> Any:
    """What a navigation says: texts, lists and keys with values."""
    if isinstance(node, yaml.SequenceNode):
        return [*map(_plain, node.value)]
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    return node.value


def _value(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in mapping.value if name.value == key), None)


def _set(mapping: yaml.MappingNode, key: str, value: yaml.Node) -> None:
    mapping.value = [pair for pair in mapping.value if pair[0].value != key]
    mapping.value.append((_node(key), value))


def _node(value: Any) -> yaml.Node:
    node = yaml.compose(yaml.safe_dump(value, sort_keys=False), Loader=yaml.SafeLoader)
    assert node is not None, "what is dumped is something"
    return node


def _mapping(values: Mapping[str, yaml.Node]) -> yaml.MappingNode:
    pairs = [(_node(key), value) for key, value in values.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs)


def _sequence(values: list[yaml.Node]) -> yaml.SequenceNode:
    return yaml.SequenceNode("tag:yaml.org,2002:seq", values)
