"""How a shown console home follows the learner: after each cell it is brought up to date, wherever it stands.

One widget holds the page of this kernel, and every place that shows it has a view of that one: so a cell that is run
ten times costs no more than one. A notebook stores the text and the HTML of the moment in which it was shown; what
comes later goes to the widget alone.
"""

import contextlib

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
EVENT = "post_run_cell"

_shown = {}  # "widget": the page; "shell": the one whose cells it follows; "view": what it shows


def is_in_notebook():
    """True in a notebook's kernel, False in a terminal or a test."""
    from IPython import get_ipython

    return hasattr(get_ipython(), "kernel")


def show(view):
    """The widget view (for a MIME bundle) of the page, which shows this view and follows from now on."""
    from IPython import get_ipython

    widget = _get_widget()
    _write(view)
    follow(get_ipython())
    return {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}


def follow(shell):
    """None; the page is brought up to date after each cell of this shell. A second call changes nothing."""
    if _shown.get("shell") is not shell:
        shell.events.register(EVENT, update)
        _shown["shell"] = shell


def update(result=None):
    """None; the page shows the account as it is now. Whatever goes wrong stays out of the learner's cell."""
    from helpers._panels import console

    with contextlib.suppress(Exception):
        if _get_widget_or_none() is not None:
            _write(console.take_view(fresh=False))


def _write(view):
    from helpers._panels import console

    before = _shown.get("view")
    if before is not None and view is not None:
        _shown["news"] = console.say_news(before, view) or _shown.get("news", "")
    _shown["view"] = view
    shown = console.format_html(view, console.LIVE_NOTE, _shown.get("news", ""))
    if _shown["widget"].value != shown:
        _shown["widget"].value = shown


def _get_widget_or_none():
    widget = _shown.get("widget")
    return widget if widget is not None and widget.comm is not None else None


def _get_widget():
    """The one widget; a new one where there is none, or somebody has closed it."""
    import ipywidgets

    if _get_widget_or_none() is None:
        _shown["widget"] = ipywidgets.HTML()
    return _shown["widget"]
