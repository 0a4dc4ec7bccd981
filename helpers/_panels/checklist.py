"""The checklist of signing up: what AWS asks when an account is opened, step by step, to be ticked."""

import html
import textwrap

from helpers._panels import page
from helpers._pictures import wrap_block

TABLE = "sign-up"
WIDTH = 92


def read_steps():
    """The steps as [(what is asked, why)], in order."""
    from helpers import facts

    table = facts.read_table(TABLE)
    return list(zip(table["what_is_asked"], table["why"], strict=True))


class Checklist:
    """The steps of signing up: in JupyterLab to be ticked, elsewhere a list."""

    title = "What AWS asks when you open an account"

    def __init__(self):
        from helpers import facts

        self.steps, self.source = read_steps(), facts.cite(facts.read_table(TABLE))

    def __repr__(self):
        lines = [f"{self.title}:"]
        for number, (asked, why) in enumerate(self.steps, start=1):
            lines.append(textwrap.fill(f"[ ] {number}. {asked}: {why}", WIDTH, subsequent_indent=" " * 7))
        return "\n".join([*lines, self.source])

    def _repr_html_(self):
        items = "".join(
            f"<li>{html.escape(asked)}: <span style='color: {page.SOFT}'>{html.escape(why)}</span></li>"
            for asked, why in self.steps
        )
        return wrap_block(
            f'<p style="margin: 0"><strong>{self.title}</strong></p><ol style="max-width: 44rem">{items}</ol>'
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self), "text/html": self._repr_html_()}
