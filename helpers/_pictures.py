"""How a page shows things: a diagram with the words that say what it shows, and blocks of HTML."""

import base64
import html
import io
from dataclasses import dataclass

SHARPNESS = 160  # dots an inch: twice what most screens show, for zoomed pages and projectors
WIDEST = "min(100%, 44rem)"


@dataclass(frozen=True, repr=False)
class Picture:
    """A picture (PNG, as bytes) and the words below it: text in a terminal, an HTML figure in JupyterLab."""

    png: bytes
    says: str
    source: str = ""

    def __repr__(self):
        return "\n".join(part for part in (self.says, self.source) if part)

    def _repr_html_(self):
        return show_figure(self.png, self.says, self.source)


def show_figure(png, says, source="", words_first=False):
    """A picture as an HTML figure, with what it says as alternative text and as caption, below it or first."""
    words = html.escape(says, quote=True)
    small = f'<small style="color: var(--jp-ui-font-color2, #555)">{format_lines(source)}</small>' if source else ""
    image = f'<img alt="{words}" src="data:image/png;base64,{base64.b64encode(png).decode()}" style="width: 100%">'
    style = "line-height: 1.5; color: var(--jp-ui-font-color1, inherit)"
    if words_first:
        parts = f'<figcaption style="{style}">{format_lines(says)}</figcaption>{image}{small}'
    else:
        note = f"<br>{small}" if small else ""
        parts = f'{image}<figcaption style="{style}">{format_lines(says)}{note}</figcaption>'
    return wrap_block(f'<figure style="margin: 0.5em 0; max-width: {WIDEST}">{parts}</figure>')


def wrap_block(content):
    """HTML in a block whose first line gives nothing away: JupyterLab shows that line of an output that is folded."""
    return f"<div>\n{content}\n</div>"


def format_lines(text):
    """Text as safe HTML, a line break where it has one."""
    return html.escape(text).replace("\n", "<br>")


def draw_png(figure):
    """A matplotlib figure as PNG bytes; the figure is closed, so that a notebook does not show it a second time."""
    import matplotlib.pyplot as plt

    with io.BytesIO() as file:
        figure.savefig(file, format="png", dpi=SHARPNESS, metadata={"Software": None})
        plt.close(figure)
        return file.getvalue()
