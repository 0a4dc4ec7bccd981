"""The console home: the account at a glance, as text, as HTML, and live in JupyterLab.

This is the course's own page, not a copy of AWS's: who is signed in, what to do for safety, what the account
costs, what is there.
"""

import html
import textwrap
from dataclasses import dataclass

from helpers._account import account, engine, inventory
from helpers._panels import findings, following, money, money_findings, page, reading, who
from helpers._panels.state import State
from helpers._pictures import wrap_block

NOTE = "The course's own console home, not AWS's page. It shows what root would see."
LIVE_NOTE = (
    f"{NOTE} It follows each cell that you run. To keep it in sight: right-click it, Create New View for Cell Output."
)
NO_ACCOUNT = "No practice account is running. Run the first code cell: it calls sandbox.start()."
WIDTH = 92  # of the text form
MOST_NAMES = 4  # of a list of names, before "and 7 more"


@dataclass(frozen=True)
class View:
    """What the page shows at one moment."""

    caller: tuple  # (kind, name, Region)
    state: State
    findings: tuple
    cost: money.Cost


def take_view(fresh=True):
    """The `View` of the running account, None without one."""
    if account.get_running() is None:
        return None
    state = reading.read_account(fresh)
    found = tuple(findings.list_findings(state))
    return View(who.find_caller(), state, found, money.count_cost(state.things.costing))


class ConsoleHome:
    """The account as a console home: shown by a notebook, where it follows each cell; elsewhere text."""

    def __repr__(self):
        return format_text(take_view())

    def _repr_html_(self):
        return format_html(take_view())

    def _repr_mimebundle_(self, include=None, exclude=None):
        view = take_view()
        bundle = {"text/plain": format_text(view), "text/html": format_html(view)}
        if following.is_in_notebook():
            bundle[following.WIDGET_VIEW] = following.show(view)
        return bundle


# What is said, for both forms


def say_caller(view):
    """Who is signed in, in words."""
    kind, name, _ = view.caller
    words = {"root": "the root user", "nobody": "nobody that this account knows", "user": f"IAM user {name}"}
    return words.get(kind, f"{kind} {name}")


def say_account(view):
    """The account's name, where it has one, its alias and its id."""
    people = view.state.people
    names = [name for name in (people.account_name, people.alias) if name]
    return f"{', '.join(names)} ({engine.ACCOUNT_ID})" if names else engine.ACCOUNT_ID


def count_met(view):
    """How much of what is asked for safety is done, in words."""
    met = [one for one in view.findings if one.met]
    points = sum(one.points for one in met)
    return f"{len(met)} of {len(view.findings)} done, {points} of 100 points"


def say_news(before, after):
    """What is done since `before`, or to do again, in one sentence; "" where nothing of that changed."""
    was = {one.name: one.met for one in before.findings}
    changed = [one for one in after.findings if one.met != was[one.name]]
    done, again = ([one.title for one in changed if one.met is met] for met in (True, False))
    said = [f"{word}: {'; '.join(titles)}." for titles, word in ((done, "Done"), (again, "To do again")) if titles]
    return " ".join(said)


def list_costs(view):
    """(name, lines) pairs about money."""
    cost = view.cost
    when = [f"by the meter's clock, {cost.clock}"] if cost.clock else []
    pairs = [("This month so far", [f"{cost.month:.2f} USD", *when])]
    if cost.hourly is None:
        pairs.append(("What exists costs", [f"not known here: {cost.unknown}"]))
    elif not cost.kinds:
        pairs.append(("What exists costs", ["nothing: 0.00 USD an hour"]))
    else:
        kinds = [f"{count} x {what}" for what, count, _ in cost.kinds]
        pairs.append(("What exists costs", [f"{cost.hourly:.4f} USD an hour", *kinds]))
    pairs.append(("Budgets", [_say_budget(one) for one in view.state.watches.budgets] or ["none"]))
    pairs.append(("Alarms on the bill", [_say_alarm(one) for one in list_bill_alarms(view)] or ["none"]))
    who_sees = "root, and IAM users who have the permission" if view.state.people.billing_is_open else "root alone"
    pairs.append(("Billing pages are open to", [who_sees]))
    return pairs


def list_bill_alarms(view):
    """The alarms that are about charges."""
    return [one for one in view.state.watches.alarms if one.metric == money_findings.BILL]


def _say_budget(budget):
    told = sorted({address for alert in budget.alerts for address in alert.addresses})
    mails = f"mails {_list_some(told)}" if told else "mails nobody"
    return f"{budget.name}: {budget.spent:.2f} of {budget.limit:.2f} USD, {mails}"


def _say_alarm(alarm):
    states = {"OK": "OK", "ALARM": "in alarm", "INSUFFICIENT_DATA": "no data yet"}
    tells = f"tells {_list_some(alarm.addresses)}" if alarm.addresses else "tells nobody"
    return f"{alarm.name}: at {alarm.threshold:.2f} USD, {states.get(alarm.state, alarm.state)}, {tells}"


def list_things(view):
    """(name, lines) pairs about what is there."""
    people, things = view.state.people, view.state.things
    servers = [one for one in things.costing if isinstance(one, inventory.Server)]
    running = sum(one.state in ("pending", "running") for one in servers)
    return [
        ("IAM", [f"{_say_names('user', [one.name for one in people.users])}; {_count('group', people.groups)}"]),
        ("S3", [_say_names("bucket", things.buckets)]),
        ("EC2", [f"{_count('server', len(servers))}, {running} running" if servers else "0 servers"]),
    ]


def _say_names(word, names):
    return f"{_count(word, len(names))}: {_list_some(names)}" if names else _count(word, 0)


def _list_some(names):
    names, more = list(names)[:MOST_NAMES], len(names) - MOST_NAMES
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def _count(word, number):
    return f"{number} {word}{'' if number == 1 else 's'}"


# As text


def format_text(view):
    """The page as text."""
    if view is None:
        return NO_ACCOUNT
    lines = ["Console home:", f"  Account {say_account(view)} | Region {view.caller[2]} | {say_caller(view)}", ""]
    lines.append(f"Security recommendations: {count_met(view)}")
    for one in view.findings:
        said = one.title if one.met else f"{one.title}. {one.next}"
        lines.append(_fill(f"  {'done ' if one.met else 'TO DO'}  {said}", 9))
    for title, pairs in (("Cost and usage", list_costs(view)), ("What is there", list_things(view))):
        lines += ["", title]
        for name, said in pairs:
            lines += [_fill(f"  {name}: {said[0]}", 4), *(_fill(f"    {line}", 6) for line in said[1:])]
    return "\n".join([*lines, "", NOTE])


def _fill(line, indent):
    return textwrap.fill(line, WIDTH, subsequent_indent=" " * indent)


# As HTML


def format_html(view, note=NOTE, news=""):
    """The page as HTML; `news` is what the last change was."""
    if view is None:
        return wrap_block(f'<p style="max-width: {page.WIDEST}">{html.escape(NO_ACCOUNT)}</p>')
    left = page.make_card("Security recommendations", _show_findings(view))
    right = page.make_card("Cost and usage", _show_pairs(list_costs(view), first_is_large=True))
    right += page.make_card("What is there", _show_pairs(list_things(view)))
    told = f'<p role="status" style="margin: 0 0 0.6em">Latest change: {html.escape(news)}</p>' if news else ""
    body = page.make_columns((25, left), (16, right))
    style = f"max-width: {page.WIDEST}; color: {page.TEXT}; line-height: 1.4"
    return wrap_block(f'<div style="{style}">{_show_bar(view)}{told}{body}<div>{page.soften(note)}</div></div>')


def _show_bar(view):
    pairs = [("Account", say_account(view)), ("Region", view.caller[2]), ("Signed in as", say_caller(view))]
    facts = "".join(f"<span>{page.soften(name)} <strong>{html.escape(value)}</strong></span>" for name, value in pairs)
    style = (
        f"background-color: {page.SHADE}; border-left: 6px solid {page.BLUE}; border-radius: 6px; "
        "padding: 0.5em 0.9em; margin-bottom: 0.6em"
    )
    row = f'<div style="display: flex; flex-wrap: wrap; column-gap: 1.4em">{facts}</div>'
    return f'<div style="{style}">{page.make_heading("Console home", 3, 1.2)}{row}</div>'


def _show_findings(view):
    items = []
    for one in view.findings:
        todo = "" if one.met else f"<br>{page.soften(one.next)}"
        items.append(f"{page.mark(one.met)} &nbsp;{html.escape(one.title)}{todo}")
    return f"<div>{count_met(view)}</div>{page.make_list(items)}"


def _show_pairs(pairs, first_is_large=False):
    items = []
    for number, (name, lines) in enumerate(pairs):
        first, *others = map(html.escape, lines)
        if number == 0 and first_is_large:
            first = f'<strong style="font-size: 1.4em">{first}</strong>'
        items.append("<br>".join([page.soften(name), first, *others]))
    return page.make_list(items)
