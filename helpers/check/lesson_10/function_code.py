"""The checks of the function's code: `clean` and `store`, tried with files and with a table of their own."""

import ast
import io
import itertools
from contextlib import redirect_stdout, suppress

from helpers._account import trial

from .._judging import READ_ERROR
from .._verdict import correct, exercise, not_attempted, not_yet

HEADING = "name,seats,brings,answered\n"


@exercise("10")
def clean_the_lists(code):
    """`clean` reads each encoding and gives each guest once, with the latest answer."""
    if not isinstance(code, str):
        return not_yet("`cleaning_code` is no text.", "", "It is the text of a file, between three quotes.")
    if is_untouched(code, 4, "utf-8", "csv.DictReader"):
        return not_attempted(f"Rewrite `clean`, then run this again. {READ_ERROR}")
    clean, problem = load(code, "clean")
    if problem:
        return problem
    for words, raw, expected in list_cases():
        try:
            rows = clean(raw)
        except Exception as error:
            return _say_failed(words, error)
        problem = _judge_rows(words, rows, expected)
        if problem:
            return problem
    return correct("Tried with seven files: three encodings, answers in both orders, blanks, capitals and empty lines.")


def list_cases():
    """(what is special, the file's bytes, name -> (seats, day, brings) that it becomes), the simplest first."""
    one = HEADING + "Fern,2,bread,2027-01-05\n"
    fern = {"Fern": (2, "2027-01-05", "bread")}
    brings = HEADING + "Hazel,12,crème brûlée for 5 €,2027-01-06\n"
    hazel = {"Hazel": (12, "2027-01-06", "crème brûlée for 5 €")}
    twice = ["Rowan,1,soup,2027-01-07\n", "Rowan,5,soup,2027-01-09\n", "Rowan,3,soup,2027-01-08\n"]
    yield "plain UTF-8", one.encode(), fern
    yield "a mark before its UTF-8, as from Excel", one.encode("utf-8-sig"), fern
    yield "Windows-1252 in it", brings.encode("cp1252"), hazel
    yield "accents in UTF-8", brings.encode(), hazel
    yield "blanks and capitals", (HEADING + " ASH ,1,tea,2027-01-05\n").encode(), {"Ash": (1, "2027-01-05", "tea")}
    yield "rows without a name", (one + ",,,\n  ,1,tea,2027-01-05\n").encode(), fern
    for order in itertools.permutations(twice):
        yield "three answers of a guest", (HEADING + "".join(order)).encode(), {"Rowan": (5, "2027-01-09", "soup")}
    mixed = (HEADING + "fern ,4,tea,2027-01-03\nFern,2,tea,2027-01-01\n").encode()
    yield "one guest in two spellings", mixed, {"Fern": (4, "2027-01-03", "tea")}


def _say_failed(words, error):
    seen = f"A file with {words} gives `{type(error).__name__}`: {str(error)[:90]}."
    if isinstance(error, UnicodeDecodeError):
        return not_yet(seen, "", "Try UTF-8 first; at `UnicodeDecodeError` take `cp1252`.")
    if isinstance(error, KeyError):
        return not_yet(seen, "The mark is still in the first column's name.", 'Decode with `"utf-8-sig"`.')
    if isinstance(error, ValueError) and "int()" in str(error):
        return not_yet(seen, "", "Leave rows without a name out before you make numbers.")
    return not_yet(seen, "", "Try your `clean` in a cell of its own, with bytes such as `library.encode()`.")


def _judge_rows(words, rows, expected):
    """A "not yet" verdict where the rows are not those expected, else None."""
    seen = f"Tried with a file that has {words}."
    if rows is None:
        return not_yet(f"{seen} `clean` returns nothing.", "", "End it with `return`.")
    if not isinstance(rows, list):
        why = "The handler goes through the rows twice, and writes dicts."
        return not_yet(f"{seen} `clean` returns a {type(rows).__name__}.", why, "Return a list: `list(...)`.")
    wanted = {"name", "seats", "brings", "answered"}
    if any(not isinstance(row, dict) or set(row) != wanted for row in rows):
        found = next(row for row in rows if not isinstance(row, dict) or set(row) != wanted)
        why = "Each row is a dict with `name`, `seats`, `brings` and `answered`."
        return not_yet(f"{seen} One row is `{str(found)[:60]}`.", why, 'A strange first name? `"utf-8-sig"`.')
    names = [row["name"] for row in rows]
    if set(names) != set(expected):
        odd = sorted(set(names) ^ set(expected))[0]
        return not_yet(f"{seen} The names are {names}, with `{odd!r}`.", "", "`strip`, then `title`; no empty names.")
    if len(names) != len(expected):
        return not_yet(f"{seen} {names[0]} is there {len(names)} times.", "", "Collect the rows in a dict by name.")
    return next((problem for row in rows if (problem := _judge_row(seen, row, *expected[row["name"]]))), None)


def _judge_row(seen, row, seats, day, brings):
    if row["answered"] != day:
        why = f"The answer of {row['answered']} counts there, and the latest is that of {day}."
        return not_yet(f"{seen} {why}", "A later line is no later day.", "Compare `answered`.")
    if isinstance(row["seats"], bool) or not isinstance(row["seats"], int):
        return not_yet(f"{seen} `seats` is `{row['seats']!r}`.", "It should be a number.", "`int(...)`")
    if row["seats"] != seats:
        return not_yet(f"{seen} {row['seats']} seats.", f"Right is {seats}.", "Keep rows whole.")
    if row["brings"] != brings:
        why = f"It should be `{brings}`: in another encoding, or without its strange letters, it is another dish."
        return not_yet(f"{seen} `brings` is `{row['brings']}`.", why, "`cp1252`, and nothing is ignored.")
    return None


@exercise("10")
def late_lists(code):
    """`store` never puts an older answer in the place of a later one."""
    if not isinstance(code, str):
        return not_yet("`storing_code` is no text.", "", "It is the text of a file, between three quotes.")
    if is_untouched(code, 3, "put_item", "**row") and "Condition" not in code:
        return not_attempted(f"Rewrite `store`, then run this again. {READ_ERROR}")
    store, problem = load(code, "store")
    if problem:
        return problem
    if "update_item" in code:
        why = "It needs another permission, and the function will get `PutItem` alone."
        return not_yet("`store` uses `update_item`.", why, "`put_item` takes a condition as well.")
    with scratch_table() as table, redirect_stdout(io.StringIO()):
        try:
            return _try_store(store, table)
        except Exception as error:
            return _say_store_failed(error)


def _say_store_failed(error):
    seen = f"An older answer ends in `{type(error).__name__}`: {str(error)[:140]}"
    if "ConditionalCheckFailed" in seen:
        return not_yet(seen, "The function would fail for a whole file.", "Catch this one error.")
    return not_yet(f"It ends in `{type(error).__name__}`: {str(error)[:160]}", "", "Read the last words of the error.")


def _try_store(store, table):
    def answer(day, seats, name="Fern", evening="2027-01-29"):
        store(table, evening, {"name": name, "seats": seats, "brings": "tea", "answered": day})
        return read(name, evening)

    def read(name="Fern", evening="2027-01-29"):
        return table.get_item(Key={"evening": evening, "name": name}).get("Item", {})

    if answer("2027-01-05", 2).get("seats") != 2:
        return not_yet(
            "A first answer is not in the table.", "", "Where nothing is known, write: `attribute_not_exists`."
        )
    if answer("2027-01-09", 3).get("seats") != 3:
        return not_yet("A later answer does not replace the first.", "", "Compare the days: `answered <= :new`.")
    if answer("2027-01-02", 9).get("seats") != 3:
        why = "It was of an earlier day, and is now in the table."
        return not_yet("Uploaded last, an older answer won.", why, "Let `put_item` write on a condition.")
    if answer("2027-01-01", 4, evening="2027-02-12").get("seats") != 4:
        return not_yet("An answer for another evening was passed over.", "", "The condition looks at one item alone.")
    if set(read()) != {"evening", "name", "seats", "brings", "answered"}:
        return not_yet(f"The item has {sorted(read())}.", "", 'Write all of it: `{"evening": evening, **row}`.')
    return _try_raising(store, table)


def _try_raising(store, table):
    gone = type(table)("no-such-table", client=table.meta.client)
    row = {"name": "Fern", "seats": 1, "brings": "tea", "answered": "2027-01-05"}
    with suppress(Exception):
        store(gone, "2027-01-29", row)
        why = "The answer is lost, and nobody hears of it."
        return not_yet(
            "A table that does not exist gives no error.", why, "Catch `ConditionalCheckFailedException` alone."
        )
    if "get_item" in _names_in(store.__code__) and "ConditionExpression" not in _names_in(store.__code__):
        why = "Between your reading and writing another function may write."
        return not_yet(
            "It reads, and then it writes.", why, "Let `put_item` do both at once, with a `ConditionExpression`."
        )
    return correct("The latest answer stays, in whatever order and however often the files are handled.")


def _names_in(code):
    """The names and texts that a function's code uses, as one text, those of the functions in it too."""
    inner = [_names_in(one) for one in code.co_consts if hasattr(one, "co_consts")]
    return " ".join([*map(str, code.co_names), *map(str, code.co_consts), *inner])


class scratch_table:
    """A table of the same shape as `guests`, within the block."""

    def __enter__(self):
        client = trial.client("dynamodb")
        keys = {"evening": "HASH", "name": "RANGE"}
        self._client, self._name = client, "check-guests"
        with suppress(client.exceptions.ResourceNotFoundException):
            client.delete_table(TableName=self._name)
        client.create_table(
            TableName=self._name,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in keys.items()],
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        )
        return trial.resource("dynamodb").Table(self._name)

    def __exit__(self, *_):
        self._client.delete_table(TableName=self._name)


def is_untouched(code, most, *words):
    """True where the code has no more lines than the first version, and its words in it."""
    lines = [line for line in code.splitlines() if line.strip() and not line.startswith(("import", "#"))]
    return len(lines) <= most and all(word in code for word in words) and "utf-8-sig" not in code


def load(code, name):
    """(the function of that name in the code, None), or (None, the "not yet" verdict that says what is wrong)."""
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        seen = f"Line {error.lineno} of the code is no Python: {error.msg}."
        return None, not_yet(seen, "", "Lambda would say `Runtime.UserCodeSyntaxError`. Mend the line.")
    imported = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    for package in ("pandas", "numpy"):
        if package in imported:
            why = "Lambda's Python does not have it: without a layer the function would not start."
            return None, not_yet(f"The code imports `{package}`.", why, "The standard library suffices.")
    space = {}
    try:
        exec(compile(tree, f"<{name}>", "exec"), space)
    except Exception as error:
        return None, not_yet(f"Loading the code ends in `{type(error).__name__}`: {error}.", "", "Mend it.")
    if not callable(space.get(name)):
        return None, not_yet(
            f"There is no function `{name}` in it.", "The handler calls it by that name.", "Keep the name."
        )
    return space[name], None
