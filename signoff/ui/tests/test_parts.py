"""The components are strict: a wrong name, argument or word is an error, and what people wrote is escaped."""

import pytest
from django.template import engines
from jinja2 import UndefinedError

from signoff.ui.icons import NAMES, icon


def made(source: str, **context: object) -> str:
    """What a page gets that is written so."""
    return str(engines["jinja2"].from_string(source).render(context))


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ('{{ ui.button("Accept", colour="red") }}', TypeError),
        ('{{ ui.button("Accept", kind="red") }}', ValueError),
        ("{{ ui.button() }}", UndefinedError),
        ('{{ ui.buton("Accept") }}', UndefinedError),
        ('{{ ui.button("Accept", icon="unicorn") }}', ValueError),
        ('{{ ui.chip("Bug", "green") }}', ValueError),
        ('{{ ui.avatar("Helena Brandt", "supplier") }}', ValueError),
        ('{{ ui.avatar("Helena Brandt", "customer", 25) }}', ValueError),
        ('{{ ui.verdict("v", "Criterion 1", "yes") }}', ValueError),
        ('{{ ui.field("x", "Due", kind="datum") }}', ValueError),
        ("{{ nothing_such }}", UndefinedError),
        ('{{ ui.notice("Not saved.", tone="red") }}', ValueError),
    ],
)
def test_a_wrong_word_is_an_error(source: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        made(source)


HOSTILE = "\"><script>alert('x')</script>"


@pytest.mark.parametrize(
    "source",
    [
        "{{ ui.button(x, icon='tick', name=x, value=x, busy=x) }}",
        "{{ ui.button(x, href=x) }}",
        "{{ ui.refused(x, x, 'id') }}",
        "{{ ui.field('a', x, value=x, hint=x, error=x, attributes={'maxlength': x}) }}",
        "{{ ui.field('a', x, kind='textarea', value=x) }}",
        "{{ ui.field('a', x, kind='select', options=((x, x),), value=x) }}",
        "{{ ui.choice('a', x, ((x, x, x),)) }}",
        "{{ ui.checkboxes('a', x, ((x, x),)) }}",
        "{{ ui.person(x, 'customer', 40, x) }}",
        "{{ ui.people(((x, 'contractor'),)) }}",
        "{{ ui.notice(x, x, action=(x, x)) }}",
        "{{ ui.done(x, x, 12, x) }}",
        "{{ ui.code(x, x) }}",
        "{{ ui.path(((x, x), (x, ''))) }}",
        "{{ ui.prose(x) }}",
        "{{ ui.menu_line(x, x) }}",
        "{{ ui.evidence((('flask', x, x, x, 'ok'),)) }}",
        "{{ ui.composer('a', (('both', x, '', x, x), ('own', x, 'customer', x, x)), value=x, error=x) }}",
        "{% call ui.card(x, x) %}{{ x }}{% endcall %}",
        "{% call ui.dialog('d', x, x) %}{{ x }}{% endcall %}",
        "{% call ui.criterion(1, x, x) %}{{ ui.verdict('v', x) }}{% endcall %}",
        "{% call ui.filter_bar(('q', x, x, x), x, ((x, x),)) %}{{ ui.menu_line(x, '#') }}{% endcall %}",
    ],
)
def test_what_people_wrote_never_becomes_a_tag(source: str) -> None:
    html = made(source, x=HOSTILE)
    assert "<script" not in html
    assert "alert" in html


def test_a_verdict_is_never_preset() -> None:
    assert "checked" not in made("{{ ui.verdict('v', 'Criterion 1') }}")
    assert made("{{ ui.verdict('v', 'Criterion 1', 'not_met') }}").count("checked") == 1


def test_a_question_is_never_preset() -> None:
    assert "checked" not in made("{{ ui.choice('c', 'When?', (('a', 'Now', ''), ('b', 'Later', ''))) }}")


def test_a_refused_button_says_why_in_sight_and_can_be_reached() -> None:
    html = made("{{ ui.refused('Accept', 'Only the customer accepts a task.', 'no-accept') }}")
    assert 'aria-disabled="true" aria-describedby="no-accept-reason"' in html
    assert 'id="no-accept-reason">Only the customer accepts a task.' in html
    assert " disabled" not in html


def test_an_error_stands_beneath_its_field_and_is_tied_to_it() -> None:
    html = made("{{ ui.field('due', 'Due', error='November has 30 days.', hint='As in 30 Nov') }}")
    assert 'aria-describedby="f-due-hint f-due-error" aria-invalid="true"' in html
    assert html.index("<input") < html.index("November has 30 days.")


def test_text_with_a_first_empty_line_comes_back_whole() -> None:
    assert ">\n\nsecond</textarea>" in made("{{ ui.field('t', 'Story', kind='textarea', value='\nsecond') }}")


def test_a_deed_carries_its_key_and_the_token_against_forgery() -> None:
    source = "{% call ui.deed_form('/do', csrf, 'k-1') %}{{ ui.button('Accept', busy='Accepting…') }}{% endcall %}"
    html = made(source, csrf="TOKEN")
    assert 'name="_key" value="k-1"' in html
    assert "TOKEN" in html
    assert 'data-busy="Accepting…"' in html


def test_the_composers_button_has_words_for_every_room() -> None:
    both = ("both", "Both sides", "", "All", "Send to both sides")
    own = ("own", "Only us", "customer", "Us", "Send to us")
    html = made("{{ ui.composer('text', rooms) }}", rooms=(both, own))
    assert html.count("checked") == 1
    assert 'data-of-room="1">Send to both sides' in html
    assert 'data-of-room="2">Send to us' in html


def test_every_icon_is_drawn_and_only_those() -> None:
    assert len(NAMES) > 35
    assert "icons.svg#tick" in icon("tick")
