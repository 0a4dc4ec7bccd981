"""A checklist: steps, each with why, to be ticked by mouse or keyboard. Ticks are kept, and come back next time."""

import html
import textwrap

from helpers._panels import following, page, ticks
from helpers._pictures import format_lines, wrap_block

WIDTH = 92  # of the text form
KEYS = "Tick what you have ready. Keyboard: Tab to a step, Space to tick it."
STYLE = """<style>
.course-checklist .widget-checkbox, .course-checklist .widget-html, .course-checklist .widget-html-content {
  height: auto; width: auto; max-width: 44rem; line-height: 1.5; font-size: inherit; overflow: visible;
  overflow-wrap: anywhere }
.course-checklist .widget-checkbox label {
  display: flex; gap: 0.6em; align-items: flex-start; height: auto; padding: 0.2em;
  white-space: normal; line-height: 1.5; font-size: inherit; cursor: pointer }
.course-checklist .widget-checkbox input {
  font-size: inherit; flex: none; width: 1.1em; height: 1.1em; margin: 0.2em 0 0 }
.course-checklist input:focus-visible { outline: 2px solid #0072B2; outline-offset: 2px }
.course-checklist .course-checklist-why { padding: 0 0 0.3em 2em; box-sizing: border-box }
</style>"""


class Checklist:
    """Steps (pairs: what, and why) to be ticked: in JupyterLab with boxes, elsewhere a list. `name` keeps the ticks."""

    def __init__(self, name, title, steps, source=""):
        self.name, self.title, self.steps, self.source = name, title, list(steps), source

    @property
    def ticked(self):
        """The steps that are ticked, in order."""
        known = ticks.read(self.name)
        return [what for what, _ in self.steps if what in known]

    def tick(self, what, on=True):
        """None; the step is ticked, or no longer. Raises ValueError for one that is not in the list."""
        if what not in dict(self.steps):
            raise ValueError(f"There is no step {what!r}. There are: {'; '.join(dict(self.steps))}.")
        left = set(self.ticked) - {what}
        ticks.write(self.name, left | {what} if on else left)

    def _say_count(self):
        return f"{len(self.ticked)} of {len(self.steps)} ticked"

    def __repr__(self):
        ticked, lines = set(self.ticked), [f"{self.title}:"]
        for number, (what, why) in enumerate(self.steps, start=1):
            said = f"[{'x' if what in ticked else ' '}] {number}. {_begin_large(what)}. {_begin_large(why)}."
            lines.append(textwrap.fill(said, WIDTH, subsequent_indent=" " * 7))
        return "\n".join([*lines, textwrap.fill(self.source, WIDTH, break_on_hyphens=False)])

    def _repr_html_(self):
        ticked, items = set(self.ticked), []
        for what, why in self.steps:
            box = "☑" if what in ticked else "☐"
            items.append(f"<li>{box} {html.escape(_begin_large(what))}.<br>{page.soften(_begin_large(why) + '.')}</li>")
        small = f"<small>{format_lines(self.source)}</small>"
        shown = f"<p><strong>{html.escape(self.title)}</strong></p><ol>{''.join(items)}</ol>{small}"
        return wrap_block(f'<div style="max-width: {page.WIDEST}; color: {page.TEXT}">{shown}</div>')

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/plain": repr(self), "text/html": self._repr_html_()}
        if following.is_in_notebook():
            view = {"version_major": 2, "version_minor": 0, "model_id": self._build_widget().model_id}
            bundle[following.WIDGET_VIEW] = view
        return bundle

    def _build_widget(self):
        """A box with a checkbox for each step and its reason below; what is ticked is kept at once."""
        import ipywidgets

        ticked, count = set(self.ticked), ipywidgets.HTML(self._format_count())
        rows = [ipywidgets.HTML(f"{STYLE}<strong>{html.escape(self.title)}</strong><br><small>{KEYS}</small>")]
        for number, (what, why) in enumerate(self.steps, start=1):
            label = f"{number}. {_begin_large(what)}"
            box = ipywidgets.Checkbox(
                what in ticked, description=label, description_allow_html=False, indent=False, tooltip=why
            )
            box.observe(lambda change, what=what: self._follow(what, change["new"], count), names="value")
            rows += [box, ipywidgets.HTML(page.soften(_begin_large(why) + ".")).add_class("course-checklist-why")]
        rows += [count, ipywidgets.HTML(f"<small>{format_lines(self.source)}</small>")]
        return ipywidgets.VBox(rows).add_class("course-checklist")

    def _follow(self, what, on, count):
        self.tick(what, on)
        count.value = self._format_count()

    def _format_count(self):
        return f'<div role="status"><strong>{self._say_count()}</strong></div>'


def make_sign_up():
    """The `Checklist` of what AWS asks for when an account is opened, from data/sign-up.csv."""
    from helpers import facts

    table = facts.read_table("sign-up")
    steps = zip(table["what_is_asked"], table["why"], strict=True)
    return Checklist("sign-up", "What AWS asks when you open an account", steps, facts.cite(table))


def _begin_large(text):
    return text[:1].upper() + text[1:]
