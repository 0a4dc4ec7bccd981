"""Pieces of a panel as HTML: what a reader with eyes, a screen reader and a page without styles each can use.

All styles stand on the elements, because JupyterLab takes <style> out of a notebook that it does not trust yet; it also
takes out its own colours, so nothing may depend on them. Headings are named by role: JupyterLab would put an <h3> of an
output into the notebook's table of contents.
"""

import html

GREEN, RED, BLUE = "#009E73", "#D55E00", "#0072B2"  # Okabe and Ito
TEXT, SOFT = "var(--jp-ui-font-color1, inherit)", "var(--jp-ui-font-color2, inherit)"
LINE, SHADE = "#999", "rgba(128, 128, 128, 0.15)"  # for dark pages and light ones
DONE, TO_DO = ("✓", "Done", GREEN), ("✗", "To do", RED)
WIDEST = "44rem"


def mark(met):
    """The mark of something that is done, or is to do: icon, word, colour."""
    icon, word, colour = DONE if met else TO_DO
    style = (
        f"display: inline-block; width: 1.4em; line-height: 1.4; border-radius: 50%; background-color: {colour}; "
        "color: #fff; text-align: center; font-weight: bold; margin-right: 0.4em"
    )
    return f'<span aria-hidden="true" style="{style}">{icon}</span><strong>{word}</strong>'


def make_heading(text, level, size):
    """A heading: `level` is its rank for a screen reader, `size` that of its letters in em."""
    style = f"font-size: {size}em; font-weight: bold"
    return f'<div role="heading" aria-level="{level}" style="{style}">{html.escape(text)}</div>'


def make_table(caption, headings, rows):
    """A table of HTML cells; the last column ends at the right."""
    count = len(headings)
    head = "".join(f'<th scope="col" style="{_style_cell(n, count)}">{name}</th>' for n, name in enumerate(headings))
    body = "".join(
        "<tr>" + "".join(f'<td style="{_style_cell(n, count)}">{cell}</td>' for n, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    caption = f'<caption style="text-align: left; padding: 0.3em 0; color: {TEXT}">{caption}</caption>'
    style = f"max-width: {WIDEST}; white-space: normal; color: {TEXT}; line-height: 1.4"
    return f'<table style="{style}">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _style_cell(number, count):
    side = "right; white-space: nowrap" if number == count - 1 else "left; white-space: normal"
    if number == 0:
        side = "left; white-space: nowrap"
    return f"text-align: {side}; vertical-align: top; padding: 0.35em 0.5em"


def make_card(title, body):
    """A card: a heading, and what stands below it."""
    style = f"border: 1px solid {LINE}; border-radius: 6px; padding: 0.6em 0.9em; margin-bottom: 0.6em"
    return f'<section style="{style}">{make_heading(title, 4, 1.05)}{body}</section>'


def make_columns(*columns):
    """Columns (pairs: how wide at least in rem, HTML) side by side; one below the other where there is no room."""
    shown = "".join(
        f'<div style="flex: {width} 1 {width}rem; min-width: 0; box-sizing: border-box">{content}</div>'
        for width, content in columns
    )
    return f'<div style="display: flex; flex-wrap: wrap; column-gap: 0.6em; align-items: flex-start">{shown}</div>'


def make_list(items):
    """A list of HTML items without bullets."""
    shown = "".join(f'<li style="margin: 0.45em 0 0; padding: 0; list-style-type: none">{item}</li>' for item in items)
    return f'<ul style="list-style-type: none; margin: 0; padding: 0">{shown}</ul>'


def soften(text):
    """Text as HTML, in the colour of what is less important."""
    return f'<span style="color: {SOFT}">{html.escape(text)}</span>'
