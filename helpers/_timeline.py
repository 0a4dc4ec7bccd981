"""A timeline: dots at the dates of events, and their words beside them, spread so that none covers another."""

MARKS = {  # kind of event: colour and shape, so that colour never stands alone
    "idea": ("#CC79A7", "D"),
    "launch": ("#0072B2", "o"),
    "region": ("#009E73", "^"),
    "business": ("#E69F00", "s"),
    "outage": ("#D55E00", "X"),
}
INK, LINE = "#1A1A1A", "#B8B8B8"
ROW = 0.225  # inches that a line of words needs


def read_year(date):
    """A date such as 2006, 2006-03 or 2006-03-14 as a year with its fraction; a mere year as its middle."""
    year, *rest = (int(part) for part in str(date).split("-"))
    month, day = [*rest, 1][:2] if rest else (7, 1)
    return year + (month - 1) / 12 + (day - 1) / 365


def spread(places, gap):
    """Where words go that want to be at these places (in order) but need a gap: as near as possible, in order."""
    groups = []  # each: [wanted places so far, how many]; words of one group stand gap by gap
    for place in places:
        groups.append([place, place, 1])
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < gap * (groups[-1][2] + groups[-2][2]) / 2:
            _, total, count = groups.pop()
            _, before, more = groups.pop()
            groups.append([(total + before) / (count + more), total + before, count + more])
    return [middle + gap * (at - (count - 1) / 2) for middle, _, count in groups for at in range(count)]


def draw(events, title):
    """A matplotlib figure of events: a DataFrame with the columns date, event and kind."""
    import matplotlib.pyplot as plt

    events = events.assign(when=events["date"].map(read_year)).sort_values("when")
    first, last = int(events["when"].min()), int(events["when"].max()) + 1
    height = max(3.2, ROW * len(events) + 0.9)
    figure, axes = plt.subplots(figsize=(7, height))
    words = spread(list(events["when"]), (last - first) * ROW / (height - 0.7))
    axes.plot([0, 0], [first, last], color=LINE, linewidth=2, zorder=1)
    for event, place in zip(events.itertuples(), words, strict=True):
        colour, mark = MARKS[event.kind]
        axes.plot([0, 0.05, 0.09], [event.when, place, place], color=LINE, linewidth=0.8, zorder=0)
        axes.scatter(0, event.when, s=48, color=colour, marker=mark, zorder=3)
        axes.text(0.1, place, event.event, va="center", fontsize=9, color=INK)
    for kind, (colour, mark) in MARKS.items():
        if kind in set(events["kind"]):
            axes.scatter([], [], s=48, color=colour, marker=mark, label=kind)
    axes.set(title=title, xlim=(-0.02, 1), ylim=(max(last, words[-1] + 0.4), min(first, words[0]) - 0.4), xticks=[])
    axes.set_yticks(range(first + first % 2, last + 1, 2))
    axes.grid(False)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.legend(loc="lower right", fontsize=9)
    return figure
