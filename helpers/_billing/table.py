"""A table of words that reads well in both places: aligned columns in a terminal, HTML in JupyterLab."""

import html


def format_text(headings, rows, left):
    """Return lines with aligned columns; the first `left` columns begin at the left, the others end at the right."""
    wide = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    lines = []
    for row in [headings, *rows]:
        cells = enumerate(zip(row, wide, strict=True))
        words = [cell.ljust(width) if place < left else cell.rjust(width) for place, (cell, width) in cells]
        lines.append("  ".join(words).rstrip())
    return "\n".join(lines)


def format_html(headings, rows, left, bold=()):
    """Return the same as an HTML table; rows whose number is in `bold` stand out."""
    head = "".join(
        f'<th scope="col"{_style(place, left)}>{html.escape(name)}</th>' for place, name in enumerate(headings)
    )
    body = "".join(f"<tr>{_make_cells(row, left, number in bold)}</tr>" for number, row in enumerate(rows))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _make_cells(row, left, bold):
    weight = "; font-weight: bold" if bold else ""
    return "".join(f"<td{_style(place, left, weight)}>{html.escape(cell)}</td>" for place, cell in enumerate(row))


def _style(place, left, more=""):
    return f' style="text-align: {"left" if place < left else "right"}{more}"'
