"""What people write is shown as they meant it, and never runs."""

import re

import pytest

from signoff.ui.markdown import render

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    '![x"onerror="alert(1)](http://e.example/x.png)',
    '![](http://e.example/"onerror="alert(1))',
    '[x](http://e.example "onmouseover=alert(1)")',
    '[x](http://e.example/"onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```" onload="alert(1)\nx\n```',
    "<style>*{display:none}</style>",
    '<p style="position:fixed">x</p>',
    '<iframe src="//e.example"></iframe>',
    '<form action="//e.example"><input name=x>',
    '<base href="//e.example/">',
    '<meta http-equiv="refresh" content="0;url=//e.example">',
    '<input autofocus onfocus="alert(1)">',
    "- [ ] <input onfocus=alert(1) autofocus>",
    "| a | b |\n|---|---|\n| <img src=x onerror=alert(1)> | x |",
    "# <script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "\x00<script\x00>alert(1)</script>",
    "http://e.example/<script>alert(1)</script>",
    'http://e.example/"onmouseover="alert(1)',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
NEVER = {"script", "img", "svg", "math", "style", "iframe", "form", "base", "meta", "object"}
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'\s([a-z-]+)(?:="([^"]*)")?', re.IGNORECASE)
KNOWN = {"href", "title", "rel", "class", "type", "checked", "disabled", "start"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_harmless(text: str) -> None:
    for _close, tag, rest in TAG.findall(render(text)):
        assert tag.lower() not in NEVER
        for name, value in ATTRIBUTE.findall(rest):
            assert name.lower() in KNOWN, rest
            assert name != "href" or value.startswith(("http://", "https://", "mailto:")), value


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and *leaning*", "<p><strong>bold</strong> and <em>leaning</em></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("# Title", "<h3>Title</h3>"),
        ("###### Small", "<h6>Small</h6>"),
        ("~~gone~~", "<p><s>gone</s></p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("", ""),
    ],
)
def test_plain_markdown_is_shown(text: str, html: str) -> None:
    assert render(text).strip() == html


def test_links_lead_out_without_a_trace() -> None:
    assert 'href="https://e.example/a"' in render("see https://e.example/a")
    assert 'rel="noopener nofollow"' in render("[x](https://e.example)")


@pytest.mark.parametrize("text", ["readme.md", "see task.py", "a//b.example", "sofia at northlight.example"])
def test_what_only_resembles_an_address_is_no_link(text: str) -> None:
    assert "<a" not in render(text)


def test_a_picture_from_elsewhere_is_a_link_to_it() -> None:
    html = render("![The map](https://e.example/map.png)")
    assert "<img" not in html
    assert ">The map</a>" in html


def test_lists_of_tasks_keep_their_ticks() -> None:
    html = render("- [x] done\n- [ ] open")
    assert html.count('type="checkbox"') == 2
    assert html.count('checked="') == 1
    assert html.count('disabled="') == 2


def test_deep_nesting_ends() -> None:
    assert len(render("> " * 5000 + "x")) < 200_000
    assert len(render("[" * 5000)) < 200_000
