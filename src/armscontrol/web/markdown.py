"""Pages of the documentation, from Markdown: no HTML of the text passes, links between pages lead to pages of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

_PAGE = re.compile(r"([a-z0-9-]+)\.md(?:#.*)?")


@lru_cache(maxsize=512)
def html_of(text: str, base: str) -> Markup:
    """A text as HTML.

    Args:
        text: Markdown; what looks like HTML in it is shown as it stands.
        base: the address under which the pages of methods stand.
    """
    return Markup(_parser().render(text, {"base": base}))  # noqa: S704  made by the renderer, which escapes the text


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    rules: dict[str, Any] = {
        "fence": _fence,
        "link_open": _link,
        "table_open": lambda *_: '<div class="scroll" tabindex="0"><table>\n',
        "table_close": lambda *_: "</table></div>\n",
        "heading_open": lambda tokens, at, *_: f"<h{_level(tokens[at])}>",
        "heading_close": lambda tokens, at, *_: f"</h{_level(tokens[at])}>\n",
        "th_open": _cell,
        "td_open": _cell,
    }
    for name, rule in rules.items():
        made.add_render_rule(name, _bound(rule))
    return made


def _bound(rule: Callable[..., str]) -> Callable[..., str]:
    """The parser binds rules to its renderer, which ours do not need."""

    def ruled(_: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return rule(tokens, at, options, env)

    return ruled


def _level(token: Token) -> int:
    """Headings within a chapter of a page stand under its own."""
    return max(3, int(token.tag[1:]))


def _fence(tokens: Sequence[Token], at: int, *_: Any) -> str:
    """A block of code can be reached by keyboard, because it may scroll."""
    return f'<pre tabindex="0"><code>{escape(tokens[at].content)}</code></pre>\n'


def _cell(tokens: Sequence[Token], at: int, *_: Any) -> str:
    """A cell; figures stand to the right by their class: our pages allow no style of their own."""
    right = "right" in str(tokens[at].attrGet("style") or "")
    return f"<{tokens[at].tag}{' class=n' if right else ''}>"


def _link(tokens: Sequence[Token], at: int, _: Any, env: Any) -> str:
    target = str(tokens[at].attrGet("href") or "")
    if found := _PAGE.fullmatch(target):
        return f'<a href="{escape(env["base"])}/{escape(found[1])}">'
    if target.startswith(("https://", "http://")):
        return f'<a href="{escape(target)}" rel="noreferrer">'
    return "<a>"  # a page of the documentation that the workbench has not
