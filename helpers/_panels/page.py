"""Pieces of a panel as HTML: what a reader with eyes, a screen reader and a page without styles each can use.

All styles stand on the elements: JupyterLab takes <style> out of a notebook that it does not trust yet. Colours are
JupyterLab's own, for both of its themes; of ours there are but the edges, which say nothing that no word says.
"""

import html

GREEN, RED, BLUE = "#009E73", "#D55E00", "#0072B2"  # Okabe and Ito
TEXT, SOFT = "var(--jp-ui-font-color1, inherit)", "var(--jp-ui-font-color2, #555)"
LINE = "var(--jp-border-color2, #bbb)"
DONE, TO_DO = ("✓", "Done", GREEN), ("✗", "To do", RED)


def mark(met):
    """The mark of something that is done, or is to do: icon, word, colour."""
    icon, word, colour = DONE if met else TO_DO
    style = f"white-space: nowrap; border-left: 4px solid {colour}; padding-left: 0.5em; font-weight: bold"
    return f'<span style="{style}"><span aria-hidden="true">{icon}</span> {word}</span>'


def make_table(caption, headings, rows):
    """A table of HTML cells; the last column ends at the right."""
    head = "".join(f'<th scope="col" style="{_cell(n, len(headings))}">{name}</th>' for n, name in enumerate(headings))
    body = "".join(
        "<tr>" + "".join(f'<td style="{_cell(n, len(row))}">{cell}</td>' for n, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    style = f"max-width: 44rem; white-space: normal; color: {TEXT}; line-height: 1.4"
    caption = f'<caption style="text-align: left; padding: 0.3em 0; color: {TEXT}">{caption}</caption>'
    return f'<table style="{style}">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(number, count):
    side = "right; white-space: nowrap" if number == count - 1 else "left; white-space: normal"
    return f"text-align: {side}; vertical-align: top; padding: 0.3em 0.5em"


def make_card(title, body, wide=False):
    """A card: a heading, and what stands below it. A wide one takes the room that the others leave."""
    grow = "2 1 21rem" if wide else "1 1 15rem"
    style = f"flex: {grow}; box-sizing: border-box; border: 1px solid {LINE}; border-radius: 6px; padding: 0.6em 0.9em"
    heading = f'<h4 style="margin: 0 0 0.4em; font-size: 1.05em; color: {TEXT}">{html.escape(title)}</h4>'
    return f'<section style="{style}">{heading}{body}</section>'


def make_list(items):
    """A list of HTML items without bullets."""
    shown = "".join(f'<li style="margin: 0.3em 0; padding: 0">{item}</li>' for item in items)
    return f'<ul style="list-style: none; margin: 0; padding: 0">{shown}</ul>'


def make_facts(pairs):
    """Names with their values (text, or HTML marked by `keep`), one below the other."""
    shown = "".join(
        f'<dt style="margin: 0.35em 0 0; color: {SOFT}; font-size: 0.92em">{html.escape(name)}</dt>'
        f'<dd style="margin: 0">{value}</dd>'
        for name, value in pairs
    )
    return f'<dl style="margin: 0">{shown}</dl>'
