"""Everyone can read every word: each text on each ground that it stands on, in both themes."""

import pytest

from signoff.ui.tests.colour import ratio, tokens

TEXT = 6.2
EDGE = 3.0
GROUNDS = ("paper", "surface", "sunken", "hover")
SOFT = ("act-soft", "ok-soft", "wait-soft", "bad-soft", "cust-soft", "cont-soft")
USED = {
    "ink": GROUNDS + SOFT,
    "ink-2": GROUNDS + SOFT,
    "act": ("paper", "surface", "sunken", "act-soft", "ok-soft", "bad-soft"),
    "act-over": ("paper", "surface", "sunken", "ok-soft", "bad-soft"),
    "ok": (*GROUNDS, "ok-soft", "act-soft"),
    "wait": ("paper", "surface", "sunken", "wait-soft"),
    "bad": (*GROUNDS, "bad-soft", "act-soft"),
    "cust": (*GROUNDS, "cust-soft"),
    "cont": (*GROUNDS, "cont-soft"),
    "on-act": ("act", "act-over"),
}
THEMES = {"light": 0, "dark": 1}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), [(text, ground) for text, grounds in USED.items() for ground in grounds])
def test_text_can_be_read_on_every_ground_it_is_used_on(text: str, ground: str, theme: str) -> None:
    colours = tokens()
    which = THEMES[theme]
    assert ratio(colours[text][which], colours[ground][which]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_the_edge_of_a_field_is_seen(ground: str, theme: str) -> None:
    colours = tokens()
    which = THEMES[theme]
    assert ratio(colours["edge"][which], colours[ground][which]) >= EDGE


def test_the_measure_knows_black_white_and_a_colour_between() -> None:
    assert ratio((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert ratio(tokens()["surface"][0], (1, 1, 1)) == pytest.approx(1, abs=0.001)
    # oklch(47% .155 262) is about #2456ae, measured with another tool at 7.0:1 on white.
    assert ratio(tokens()["act"][0], (1, 1, 1)) == pytest.approx(7.0, abs=0.2)
