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

_LATIN = re.compile(r"[A-Za-z][\w'’-]*(?:[ ,.:&]+[A-Za-z][\w'’-]*)*")
"""Words in Latin letters, in a row: in a Russian text they are titles and names."""
_WORD = re.compile(r"\b[a-z]{3,}\b")
_PAGE = re.compile(r"([a-z0-9-]+)\.md(?:#.*)?")


@lru_cache(maxsize=1024)
def html_of(text: str, base: str, language: str = "en") -> Markup:
    """A text as HTML.

    Args:
        text: Markdown; what looks like HTML in it is shown as it stands.
        base: the address under which the pages of methods stand.
        language: what the text is written in; in Russian, English titles and words within it are marked as English.
    """
    return Markup(_parser().render(text, {"base": base, "language": language}))  # noqa: S704  made by the renderer, which escapes the text


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    rules: dict[str, Any] = {
        "text": _words,
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


def _words(tokens: Sequence[Token], at: int, _: Any, env: Any) -> str:
    """Text; words of another language are told to those who listen to the page."""
    text = tokens[at].content
    if env["language"] == "en":
        return str(escape(text))
    title = at > 0 and tokens[at - 1].type == "em_open"
    made: list[str] = []
    end = 0
    for found in _LATIN.finditer(text):
        if title or _WORD.search(found[0]):
            made += [str(escape(text[end : found.start()])), f'<span lang="en">{escape(found[0])}</span>']
            end = found.end()
    return "".join([*made, str(escape(text[end:]))])


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
