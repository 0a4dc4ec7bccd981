"""The certificate at the end of the course: a picture with your name, the day and what you have done."""

import datetime
from pathlib import Path

from helpers._pictures import Picture, draw_png

__all__ = ["make"]

COURSE = "AWS Essentials for Data Science"
LONGEST_NAME = 40  # characters that fit into the picture
INK, FADED, BLUE, GREEN = "#1A1A1A", "#595959", "#0072B2", "#009E73"


def make(name, path="certificate.png", today=None):
    """A `Picture` that says what `name` has done in this course, also written to `path` as a PNG file.

    It counts the exercises and the questions of your progress file (`helpers.progress`), those marked "if time is left"
    apart. It says "completed" where all others are done, and otherwise how far you are. `today`: a date, for another.
    Raises ValueError for a name that is empty or too long for the picture.
    """
    name = " ".join(str(name or "").split())
    if not name:
        raise ValueError('Whose certificate? certificate.make("Your name")')
    if len(name) > LONGEST_NAME:
        raise ValueError(f"The name has {len(name)} characters, and {LONGEST_NAME} fit. Shorten it a little.")
    counts = count_all()
    png = draw_png(_draw(name, counts, today or datetime.date.today()))
    Path(path).write_bytes(png)
    return Picture(png, f"{say_result(name, counts)} The picture is in {Path(path).name}.")


def count_all():
    """{"exercises": (done, all), "quiz": (done, all), "extra": (done, all)} over all lessons."""
    from helpers import progress

    table, counts = progress.show(), {}
    for _, part, kind in progress.COLUMNS:
        done = sum(table.count_done(number, kind, parts[part]) for number, _, parts in table.lessons)
        counts[part] = (done, sum(len(parts[part]) for _, _, parts in table.lessons))
    return counts


def is_complete(counts):
    """True where every exercise is done, but for those marked "if time is left", and every question is answered."""
    return all(counts[part][0] == counts[part][1] for part in ("exercises", "quiz"))


def say_result(name, counts):
    """One or two sentences about what was done."""
    verb = "has completed" if is_complete(counts) else "is on the way through"
    return f"{name} {verb} {COURSE}: {', '.join(_list_counts(counts))}."


def _list_counts(counts):
    names = {"exercises": "exercises", "quiz": "questions", "extra": "exercises for time that is left"}
    return [f"{done} of {total} {names[part]}" for part, (done, total) in counts.items()]


def _draw(name, counts, today):
    import matplotlib.pyplot as plt
    from matplotlib.patches import Rectangle

    figure = plt.figure(figsize=(9, 6), facecolor="white", layout="none")
    for inset, width, colour in ((0.02, 3, BLUE), (0.035, 1, GREEN)):
        frame = (inset, inset * 1.5), 1 - 2 * inset, 1 - 3 * inset
        figure.add_artist(Rectangle(*frame, fill=False, edgecolor=colour, linewidth=width))
    complete = is_complete(counts)
    lines = [
        (0.83, COURSE, 16, BLUE, "bold"),
        (0.72, "Certificate" if complete else "On the way", 30, INK, "bold"),
        (0.57, name, 24, INK, "normal"),
        (0.46, "has completed the course:" if complete else "has done so far:", 13, FADED, "normal"),
        *((0.38 - 0.065 * at, text, 13, INK, "normal") for at, text in enumerate(_list_counts(counts))),
        (0.13, f"{today:%d} {today:%B} {today.year}".lstrip("0"), 13, FADED, "normal"),
    ]
    for height, text, size, colour, weight in lines:
        figure.text(0.5, height, text, size=size, color=colour, weight=weight, ha="center", va="center")
    return figure
