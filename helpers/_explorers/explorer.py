"""The frame of every explorer: controls, and below them a picture and words that follow them.

An explorer is a shell over three plain functions:

    compute(**values) -> result       what follows from the values; pure, and tested
    draw(result) -> figure            a matplotlib figure
    say(result) -> words              what the picture shows and what follows from it, in a few sentences
"""

import asyncio
import html
from dataclasses import dataclass
from typing import Any

from helpers._pictures import draw_png, format_lines, show_figure, wrap_block

PATIENCE = 0.1  # seconds from a move to its picture
STYLE = """<style>
.course-explorer .widget-inline-hbox {
  width: min(100%, 44rem); height: auto; align-items: center; margin: 2px 0; flex-wrap: wrap }
.course-explorer .widget-inline-hbox > .widget-label {
  flex: 0 0 17em; width: 17em !important; max-width: none; height: auto; white-space: normal; line-height: 1.3;
  text-align: left }
.course-explorer .slider-container { flex: 1 1 14em; min-width: 8em }
.course-explorer .widget-readout { min-width: 4.5em; text-align: right }
.course-explorer .widget-html, .course-explorer .widget-html-content { height: auto; line-height: 1.5 }
.course-explorer .widget-toggle-button { width: auto }
.course-explorer .widget-toggle-button.mod-active { font-weight: bold; text-decoration: underline }
.jp-OutputArea-output:has(.course-explorer) { container-type: inline-size }
@container (min-width: 64rem) {
  .course-explorer {
    display: grid; grid-template-columns: 21rem minmax(0, 44rem); grid-auto-rows: min-content; column-gap: 1.5rem }
  .course-explorer > * { grid-column: 1 }
  .course-explorer > :last-child { grid-column: 2; grid-row: 1 / span 12; margin: 0 }
  .course-explorer .widget-inline-hbox > .widget-label { flex-basis: 100% }
}
.course-explorer .noUi-handle:focus-visible, .course-explorer button:focus-visible {
  outline: 3px solid #0072B2; outline-offset: 2px }
</style>"""


@dataclass(frozen=True)
class Slider:
    """A number that the reader chooses: label, smallest, largest and first value, step and unit."""

    label: str
    low: float
    high: float
    value: float
    step: float = 1
    unit: str = ""
    readout: str = ""  # how the number is written, as in format(): ",d" or ".2f"; chosen by the step where empty

    def check(self, value):
        """The value, where it lies on the slider; raises ValueError with the range otherwise."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.low <= value <= self.high:
            raise ValueError(f"{self.label} goes from {self.low} to {self.high}, and {value!r} is not among that.")
        return value

    def say(self, value):
        """The value as text, with its unit."""
        return f"{value:{self._format()}} {self.unit}".strip()

    def build(self, value):
        """The slider as a widget."""
        import ipywidgets

        kind = ipywidgets.FloatSlider
        if all(float(number).is_integer() for number in (self.low, self.high, self.step)):
            kind = ipywidgets.IntSlider
        return kind(
            value=value,
            min=self.low,
            max=self.high,
            step=self.step,
            description=_describe(self),
            readout_format=self._format(),
            continuous_update=False,
        )

    def _format(self):
        return self.readout or (",d" if float(self.step).is_integer() else ".2f")


@dataclass(frozen=True)
class Choice:
    """One of a few words that the reader chooses; the first one is chosen at the beginning, unless `value` says so."""

    label: str
    options: tuple
    value: Any = None
    unit: str = ""

    def __post_init__(self):
        if self.value is None:
            object.__setattr__(self, "value", self.options[0])

    def check(self, value):
        """The value, where it is one of the options; raises ValueError with all of them otherwise."""
        if value not in self.options:
            raise ValueError(f"{self.label} is one of {', '.join(map(repr, self.options))}, and not {value!r}.")
        return value

    def say(self, value):
        """The value as text."""
        return str(value)

    def build(self, value):
        """The choice as a row of buttons: in a list that drops down, arrows and letters would go to the notebook."""
        import ipywidgets

        return ipywidgets.ToggleButtons(value=value, options=self.options, description=_describe(self))


class Explorer:
    """Controls with a picture and words that follow them; in JupyterLab to be moved, elsewhere a picture and text."""

    def __init__(self, title, controls, compute, draw, say, source=""):
        self.title, self.controls, self.source = title, controls, source
        self._compute, self._draw, self._say = compute, draw, say
        self.values = {name: control.value for name, control in controls.items()}
        self._waiting = None  # the drawing that is due

    def set(self, **values):
        """This explorer, with some controls at other values; raises ValueError for one that cannot be."""
        for name, value in values.items():
            if name not in self.controls:
                raise ValueError(f"There is no control {name!r}. There are: {', '.join(self.controls)}.")
            self.values[name] = self.controls[name].check(value)
        return self

    @property
    def result(self):
        """What `compute` returns for the values as they are now."""
        return self._compute(**self.values)

    @property
    def words(self):
        """What is to be seen with the values as they are now."""
        return self._say(self.result)

    def __repr__(self):
        chosen = [f"  {control.label}: {control.say(self.values[name])}" for name, control in self.controls.items()]
        return "\n".join(part for part in (self.title, *chosen, self.words, self.source) if part)

    def draw(self):
        """The picture for the values as they are now, as HTML with its words."""
        import matplotlib.pyplot as plt

        result = self.result
        with plt.style.context("helpers.course"):
            png = draw_png(self._draw(result))
        return show_figure(png, self._say(result), self.source, words_first=True)

    def _repr_html_(self):
        chosen = [f"{control.label}: {control.say(self.values[name])}" for name, control in self.controls.items()]
        title = f"<strong>{html.escape(self.title)}</strong>"
        return wrap_block(f"<p>{title}<br>{format_lines(' · '.join(chosen))}</p>{self.draw()}")

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/plain": repr(self), "text/html": self._repr_html_()}
        if _is_in_notebook():
            view = {"version_major": 2, "version_minor": 0, "model_id": self._build_widget().model_id}
            bundle["application/vnd.jupyter.widget-view+json"] = view
        return bundle

    def _build_widget(self):
        """The controls with the picture below, in one box; moving a control draws the picture anew."""
        import ipywidgets

        picture = ipywidgets.HTML(self.draw())
        widgets = {name: control.build(self.values[name]) for name, control in self.controls.items()}
        for name, widget in widgets.items():
            widget.style.description_width = "initial"
            widget.observe(lambda change, name=name: self._follow(name, change["new"], picture), names="value")
        title = ipywidgets.HTML(f"{STYLE}<strong>{html.escape(self.title)}</strong>")
        box = ipywidgets.VBox([title, *widgets.values(), picture])
        return box.add_class("course-explorer")

    def _follow(self, name, value, picture):
        """Note the new value and draw soon: of several moves in quick succession only the last one is drawn."""
        self.values[name] = value
        if self._waiting:
            self._waiting.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel's loop, as in a test
            self._show(picture)
            return
        self._waiting = loop.call_later(PATIENCE, self._show, picture)

    def _show(self, picture):
        self._waiting = None
        picture.value = self.draw()


def _describe(control):
    return f"{control.label} ({control.unit})" if control.unit else control.label


def _is_in_notebook():
    from IPython import get_ipython

    return hasattr(get_ipython(), "kernel")
