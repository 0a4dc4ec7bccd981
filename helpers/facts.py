"""The dated facts of the course: prices, market shares, outages, promises. Each table is a CSV file in `data`.

Every row says in its columns `as_of` and `source` when it was true and who says so. `data/README.md` tells what each
table holds, in which units, and where it is weak.
"""

import difflib
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def read_table(name):
    """The table `data/NAME.csv` as a DataFrame: `read_table("ec2-prices")`.

    Numbers are numbers and a missing one is NaN; text is text and a missing one is "". Dates stay text, because some
    are a day (2025-10-28), some a quarter (2025-Q4) and some a year. Raises FileNotFoundError, which names the nearest
    table, where there is none of that name.
    """
    import pandas as pd

    table = pd.read_csv(_find_file(name), dtype={"as_of": str, "source": str})
    texts = [column for column in table if not pd.api.types.is_numeric_dtype(table[column])]
    return table.fillna(dict.fromkeys(texts, ""))


def list_tables():
    """The names of all tables, in order."""
    if not DATA.is_dir():
        raise FileNotFoundError(
            f"The folder {DATA} is not there. It lies beside the folder helpers in the course's repository: "
            "install the course from there with `pip install -e .`, or run its notebooks inside it."
        )
    return sorted(path.stem for path in DATA.glob("*.csv"))


def cite(table):
    """Where a table's facts come from, one line for each source: "Source: WHO, ADDRESS (as of 2025-10-28)".

    `table` is a name, or rows of a table, so that a picture of three rows names only the sources of those three.
    """
    rows = read_table(table) if isinstance(table, str) else table
    dates = {}
    for source, date in zip(rows["source"], rows["as_of"], strict=True):
        dates.setdefault(source, set()).add(str(date))
    return "\n".join(f"Source: {source} (as of {_join_dates(when)})" for source, when in dates.items())


def _join_dates(dates):
    """One date, or the first and the last."""
    first, last = min(dates), max(dates)
    return first if first == last else f"{first} to {last}"


def _find_file(name):
    names = list_tables()
    if name in names:
        return DATA / f"{name}.csv"
    nearest = difflib.get_close_matches(str(name), names, n=3, cutoff=0.3)
    advice = "Did you mean " + " or ".join(repr(near) for near in nearest) + "? " if nearest else ""
    raise FileNotFoundError(f"There is no table {name!r}. {advice}There are: {', '.join(names)}.")
