"""Markdown as people write it, turned into HTML that can do no harm.

Raw HTML is shown as text, pictures from elsewhere become links, links carry `noopener nofollow`, and what is
left goes through an allow list once more. Headings start below the page's own.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup
from mdit_py_plugins.tasklists import tasklists_plugin

LONGEST_CACHED = 20_000
_HEADING_BELOW = 2
_TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "input",
    "table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "input": {"type", "checked", "disabled"}, "ol": {"start"}}
_CLASSES = {"ul": {"contains-task-list"}, "li": {"task-list-item"}}
_SCHEMES = {"http", "https", "mailto"}


def _picture_as_link(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    source = str(token.attrs.get("src", ""))
    words = self.renderInlineAsText(token.children, options, env) if token.children else ""
    return str(Markup('<a href="{}">{}</a>').format(source, words or source))


def _lower_headings(state: Any) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + _HEADING_BELOW)}"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    parser.enable(["table", "strikethrough", "linkify"]).use(tasklists_plugin)
    if parser.linkify is not None:
        # Whole addresses only: "readme.md" and "//" in a path are no links.
        parser.linkify.set({"fuzzy_link": False})
        parser.linkify.add("//", None)
    parser.add_render_rule("image", _picture_as_link)
    parser.core.ruler.push("lower_headings", _lower_headings)
    return parser


_PARSER = _parser()


def render(text: str) -> Markup:
    """The text as safe HTML. Never raises for any text; costs about as much as the text is long."""
    return _render_cached(text) if len(text) <= LONGEST_CACHED else _render(text)


def _render(text: str) -> Markup:
    html = nh3.clean(
        _PARSER.render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel="noopener nofollow",
    )
    return Markup(html)  # noqa: S704  (cleaned one line above)


_render_cached = lru_cache(maxsize=512)(_render)
