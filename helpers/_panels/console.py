"""The console home: the account at a glance, as text, as HTML, and live in JupyterLab.

This is the course's own page, not a copy of AWS's: who is signed in, what to do for safety, what the account
costs, what is there.
"""

import html
from dataclasses import dataclass

from helpers._account import engine
from helpers._panels import findings, following, money, page, reading
from helpers._pictures import wrap_block

NOTE = "The course's own console home, not AWS's page. It shows what root would see."
NO_ACCOUNT = "No practice account is running. Run the first code cell: it calls sandbox.start()."
MOST_NAMES = 4  # of a list of names, before "and 7 more"


@dataclass(frozen=True)
class View:
    """What the page shows at one moment."""

    caller: tuple  # (kind, name, Region)
    people: reading.People
    findings: tuple
    watches: reading.Watches
    things: reading.Things
    cost: money.Cost


def take_view(fresh=True):
    """The `View` of the running account, None without one."""
    if reading.account.get_running() is None:
        return None
    state = reading.read_account(fresh)
    found = tuple(findings.list_findings(state))
    caller = reading.find_caller()
    return View(caller, state.people, found, state.watches, state.things, money.count_cost(state.things.costing))


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
    words = {"root": "the root user", "user": f"IAM user {name}", "role": f"role {name}"}
    return words.get(kind, "nobody that this account knows")


def say_account(view):
    """The account's alias and id."""
    alias = view.people.alias
    return f"{alias} ({engine.ACCOUNT_ID})" if alias else f"{engine.ACCOUNT_ID} (no alias)"


def count_met(view):
    """How much of what is asked for safety is done, in words."""
    met = [one for one in view.findings if one.met]
    points = sum(one.points for one in met)
    return f"{len(met)} of {len(view.findings)} done, {points} of 100 points"


def list_costs(view):
    """(name, lines) pairs about money."""
    cost = view.cost
    when = f" (by the meter's clock, {cost.clock})" if cost.clock else ""
    pairs = [("This month so far", [f"{cost.month:.2f} USD{when}"])]
    if cost.hourly is None:
        pairs.append(("What exists costs", [f"not known here: {cost.unknown}"]))
    elif not cost.kinds:
        pairs.append(("What exists costs", ["nothing: 0.00 USD an hour"]))
    else:
        kinds = [f"{count} x {what}" for what, count, _ in cost.kinds]
        pairs.append(("What exists costs", [f"{cost.hourly:.4f} USD an hour", *kinds]))
    pairs.append(("Budgets", [_say_budget(one) for one in view.watches.budgets] or ["none"]))
    pairs.append(("Alarms on the bill", [_say_alarm(one) for one in list_bill_alarms(view)] or ["none"]))
    return pairs


def list_bill_alarms(view):
    """The alarms that are about charges."""
    return [one for one in view.watches.alarms if one.metric == findings.BILL]


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
    people, servers = view.people, [one for one in view.things.costing if isinstance(one, reading.inventory.Server)]
    running = sum(one.state in ("pending", "running") for one in servers)
    return [
        ("IAM", [_say_names("user", [one.name for one in people.users]), _count("group", people.groups)]),
        ("S3", [_say_names("bucket", view.things.buckets)]),
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
        lines.append(f"  {'done ' if one.met else 'TO DO'}  {one.title}{'' if one.met else '. ' + one.next}")
    for title, pairs in (("Cost and usage", list_costs(view)), ("What is there", list_things(view))):
        lines += ["", title]
        for name, said in pairs:
            lines += [f"  {name}: {said[0]}", *(f"    {line}" for line in said[1:])]
    return "\n".join([*lines, "", NOTE])


# As HTML


def format_html(view, news=""):
    """The page as HTML."""
    if view is None:
        return wrap_block(f'<p style="max-width: 44rem">{html.escape(NO_ACCOUNT)}</p>')
    cards = page.make_card("Security recommendations", _show_findings(view), wide=True)
    right = page.make_card("Cost and usage", _show_pairs(list_costs(view)))
    right += page.make_card("What is there", _show_pairs(list_things(view)))
    column = f'<div style="flex: 1 1 15rem; display: flex; flex-direction: column; gap: 0.6rem">{right}</div>'
    body = f'<div style="display: flex; flex-wrap: wrap; gap: 0.6rem">{cards}{column}</div>'
    note = f'<p style="margin: 0.4em 0 0; color: {page.SOFT}; font-size: 0.92em">{html.escape(NOTE)}</p>'
    style = f"max-width: 44rem; color: {page.TEXT}; line-height: 1.4"
    return wrap_block(f'<div style="{style}">{_show_bar(view)}{news}{body}{note}</div>')


def _show_bar(view):
    bold = [say_account(view), view.caller[2], say_caller(view)]
    names = ["Account", "Region", "Signed in as"]
    facts = "".join(
        f'<span><span style="color: {page.SOFT}">{name}</span> <strong>{html.escape(value)}</strong></span>'
        for name, value in zip(names, bold, strict=True)
    )
    style = (
        f"display: flex; flex-wrap: wrap; gap: 0.2em 1.4em; padding: 0.5em 0.9em; margin-bottom: 0.6rem; "
        f"background: var(--jp-layout-color2, #eee); border-left: 6px solid {page.BLUE}; border-radius: 6px"
    )
    return f'<h3 style="margin: 0 0 0.4em; font-size: 1.2em">Console home</h3><div style="{style}">{facts}</div>'


def _show_findings(view):
    items = []
    for one in view.findings:
        todo = "" if one.met else f'<br><span style="color: {page.SOFT}">{html.escape(one.next)}</span>'
        items.append(f"{page.mark(one.met)} {html.escape(one.title)}{todo}")
    return f'<p style="margin: 0">{count_met(view)}</p>{page.make_list(items)}'


def _show_pairs(pairs):
    return page.make_facts([(name, "<br>".join(map(html.escape, lines))) for name, lines in pairs])
