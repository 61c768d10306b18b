"""No template needs what the Content-Security-Policy forbids."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3] / "chuangcheng"
COMMENT = re.compile(r"\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|\{#.*?#\}", re.DOTALL)
FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=|<style\b", re.IGNORECASE),
    "an inline handler": re.compile(
        r"<[a-z][^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=(?!=)", re.IGNORECASE
    ),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a javascript: address": re.compile(r"(?:javascript|js):", re.IGNORECASE),
    "an address elsewhere": re.compile(
        r"""(?:src|href|srcset|action|poster|data)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE
    ),
}


def faults(source: str) -> list[str]:
    """Return what in a template the policy would block."""
    code = COMMENT.sub("", source)
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(code)]


def templates() -> Iterator[Path]:
    for suffix in ("html", "svg"):
        yield from PACKAGE.rglob(f"templates/**/*.{suffix}")


@pytest.mark.parametrize(
    "path", sorted(templates()), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_a_template_needs_nothing_the_policy_forbids(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ('<p style="color: red">', "an inline style"),
        ("<style>p { color: red }</style>", "an inline style"),
        ('<a href="#" onclick="go()">', "an inline handler"),
        ('<p hx-on:click="go()">', "an inline handler"),
        ("<script>go()</script>", "an inline script"),
        ('<a href="javascript:go()">', "a javascript: address"),
        ('<p hx-vals="js:{a: 1}">', "a javascript: address"),
        ('<img src="//elsewhere.example/a.png">', "an address elsewhere"),
        ('<a href="https://elsewhere.example/">', "an address elsewhere"),
    ],
)
def test_each_forbidden_thing_is_found(source: str, what: str) -> None:
    assert faults(source) == [what]


def test_what_is_allowed_is_left_alone() -> None:
    assert (
        faults('<script src="{% x %}"></script><p data-on="1" class="style">{# style="" #}') == []
    )
