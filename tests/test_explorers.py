"""Every explorer: what it shows, that each control changes it, that no value makes it fail, and what bad values say."""

import inspect
import re
from dataclasses import dataclass

import matplotlib.pyplot as plt
import pytest

from helpers import widgets
from helpers._explorers.explorer import Choice, Explorer, Slider


def make(name):
    return getattr(widgets, name)()


FUNCTIONS = [name for name, value in vars(widgets).items() if inspect.isfunction(value) and not name.startswith("_")]
NAMES = [name for name in FUNCTIONS if isinstance(make(name), Explorer)]  # the panels are tested by test_panels.py


def read_picture(html):
    return re.search(r"base64,([^\"]+)", html)[1]


def other_values(control):
    """Values besides the first one: the ends of a slider, all of a choice."""
    values = control.options if isinstance(control, Choice) else (control.low, control.high)
    return [value for value in values if value != control.value]


def list_controls():
    return [(name, control) for name in NAMES for control in make(name).controls]


@pytest.mark.parametrize("name", NAMES)
def test_an_explorer_is_shown_with_picture_words_and_values(name):
    explorer = make(name)
    html, text = explorer._repr_html_(), repr(explorer)
    assert len(read_picture(html)) > 5000
    assert explorer.title in text and explorer.words in text
    assert f'alt="{explorer.words[:20]}' in html
    for control in explorer.controls.values():
        assert f"{control.label}: {control.say(control.value)}" in text
    assert plt.get_fignums() == []


@pytest.mark.parametrize(("name", "control"), list_controls())
def test_every_control_changes_what_is_said_or_drawn(name, control):
    before = make(name).draw()
    values = other_values(make(name).controls[control])
    assert any(make(name).set(**{control: value}).draw() != before for value in values)


@pytest.mark.parametrize("name", NAMES)
def test_no_corner_of_the_controls_fails(name):
    controls = make(name).controls
    for end in (0, -1):
        corner = {key: [*other_values(control), control.value][end] for key, control in controls.items()}
        said = make(name).set(**corner).words
        assert "nan" not in said.lower().split() and "inf" not in said.lower().split()
        assert 10 <= len(said.split()) <= 120, said


@pytest.mark.parametrize("name", NAMES)
def test_the_same_values_give_the_same_words_and_picture(name):
    assert make(name).draw() == make(name).draw()


@pytest.mark.parametrize("name", NAMES)
def test_an_explorer_says_in_its_docstring_what_it_is(name):
    assert len((getattr(widgets, name).__doc__ or "").split()) >= 6


# The frame itself


@dataclass
class Doubled:
    number: int


def draw_doubled(result):
    figure, axes = plt.subplots()
    axes.bar([0], [result.number])
    return figure


def make_doubler():
    controls = {"number": Slider("Number", 0, 10, value=2, unit="pieces"), "mode": Choice("Mode", ("once", "twice"))}
    return Explorer(
        "Doubling",
        controls,
        compute=lambda number, mode: Doubled(number * (2 if mode == "once" else 4)),
        draw=draw_doubled,
        say=lambda result: f"That makes {result.number}.",
        source="Invented.",
    )


def test_text_form_has_title_values_words_and_source():
    assert repr(make_doubler()).splitlines() == [
        "Doubling",
        "  Number: 2 pieces",
        "  Mode: once",
        "That makes 4.",
        "Invented.",
    ]


def test_moving_a_slider_redraws_the_picture_and_the_words():
    explorer = make_doubler()
    box = explorer._build_widget()
    _, slider, choice, picture = box.children
    before = picture.value
    slider.value = 5
    assert "That makes 10." in picture.value and picture.value != before
    choice.value = "twice"
    assert "That makes 20." in picture.value
    assert explorer.result.number == 20


def test_a_value_may_be_set_from_code():
    assert make_doubler().set(number=3).words == "That makes 6."


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"number": 11}, "goes from 0 to 10, and 11"),
        ({"number": "many"}, "'many' is not"),
        ({"number": True}, "True is not"),
        ({"mode": "thrice"}, "'once', 'twice'"),
        ({"size": 3}, "There are: number, mode"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(values, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        make_doubler().set(**values)


def test_words_in_html_are_escaped():
    explorer = Explorer("<b>", {}, compute=lambda: 1, draw=draw_doubled_once, say=lambda _: 'a "<script>" here')
    html = explorer._repr_html_()
    assert "<script>" not in html and "&lt;b&gt;" in html


def draw_doubled_once(result):
    return draw_doubled(Doubled(result))
