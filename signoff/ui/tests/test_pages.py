"""The page of components, the switch of appearance, and the pages for what went wrong."""

import pytest
from django.conf import LazySettings
from django.template import engines
from django.test import Client, RequestFactory

from signoff.ui.theme import theme_of


@pytest.fixture
def web() -> Client:
    return Client()


def test_the_page_of_components_shows_every_part_in_debug(web: Client, settings: LazySettings) -> None:
    settings.DEBUG = True
    page = web.get("/ui").content.decode()
    for words in ("Buttons", "Only Meridian sees this", "Nothing waits for you.", "Receipt 1285.", "Not met"):
        assert words in page


def test_the_page_of_components_is_not_there_for_the_public(
    web: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = False
    monkeypatch.delenv("SIGNOFF_DEBUG", raising=False)
    assert web.get("/ui").status_code == 404


@pytest.mark.parametrize("theme", ["light", "dark", "system"])
def test_the_chosen_appearance_is_in_the_first_byte_of_the_next_page(
    web: Client, settings: LazySettings, theme: str
) -> None:
    settings.DEBUG = True
    answer = web.post("/appearance", {"theme": theme, "next": "/ui?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/ui?a=1")
    assert f'data-theme="{theme}"' in web.get("/ui").content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_switch_of_appearance_leads_nowhere_else(web: Client, back: str) -> None:
    assert web.post("/appearance", {"theme": "dark", "next": back})["Location"] == "/"


def test_an_unknown_appearance_is_not_kept(web: Client) -> None:
    answer = web.post("/appearance", {"theme": '"><script>', "next": "/"})
    assert "theme" not in answer.cookies
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = '"><script>'
    assert theme_of(request) == "system"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("404.html", "There is nothing here"), ("403.html", "isn’t yours"),
        ("403_csrf.html", "Nothing was sent"), ("400.html", "can’t be read"), ("500.html", "Something broke"),
    ],
)  # fmt: skip
def test_every_fault_has_a_calm_page_even_without_a_request(name: str, words: str) -> None:
    assert words in engines["jinja2"].get_template(name).render({})


def test_what_is_hidden_and_what_does_not_exist_look_the_same(web: Client, settings: LazySettings) -> None:
    settings.DEBUG = False
    one, other = web.get("/no-such-page"), web.get("/nor-this-one")
    assert one.status_code == other.status_code == 404
    assert one.content == other.content


def test_a_page_of_fifty_rows_is_made_quickly_enough_to_be_made_often() -> None:
    source = """{% call ui.table((("Key", "words"), ("Task", "words"), ("Step", "words")), "Tasks") %}<tbody>
    {% for n in range(rows) %}<tr><td>BOOK-{{ n }}</td><td>{{ ui.priority(1, "Critical") }}</td>
    <td>{{ ui.steps(2, "In progress") }}</td></tr>{% endfor %}</tbody>{% endcall %}"""
    html = engines["jinja2"].from_string(source).render({"rows": 50})
    assert html.count("<tr>") == 51
