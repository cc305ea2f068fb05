"""How what an extra needs is brought: from where the package itself came."""

import json
from importlib import metadata

import pytest

from build_tools.model.extras import how_to_install

WHEEL = "file:///home/us/sec_corpus-1.0-py3-none-any.whl"


@pytest.mark.parametrize(
    ("origin", "command"),
    [
        (None, 'pip install "sec-corpus[find]"'),
        ({"url": WHEEL, "archive_info": {}}, f'pip install "sec-corpus[find] @ {WHEEL}"'),
        (
            {"url": "file:///home/us/clone", "dir_info": {"editable": True}},
            'pip install "sec-corpus[find]"',
        ),
    ],
)
def test_an_extra_comes_from_where_the_package_came(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, object] | None, command: str
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(origin) if origin else None

    monkeypatch.setattr("build_tools.model.extras.distribution", lambda _: Installed())
    assert how_to_install("find") == command


def test_a_package_that_is_not_installed_comes_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("build_tools.model.extras.distribution", none)
    assert how_to_install("pdf") == 'pip install "sec-corpus[pdf]"'
