"""A break-in, with permission: `start()` makes Orange's account, with five flags in it and five doors left open."""

import contextlib
import io
import json

from helpers import sandbox

_case = None


def start():
    """Return nothing: a new practice account is Orange's, as it was set up, and nobody is signed in.

    What was in the account before is gone. Run again, it makes everything new, the flags too.
    """
    global _case
    from helpers._break_in import building

    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.stop()
        sandbox.start()
        _case = building.build()
        sandbox.sign_out()
    print("This is Orange's account now, with five flags in it. You are nobody here: no user, no key.")


def hand_over(what):
    """Return what a step of the break-in starts from, whether or not the step before it has been done.

    "notebook": the notebook file of the backup, as a dict. "intern": a boto3 session with the key that stood in it.
    "treasury": a boto3 session of the role of that name, taken with the intern's key. "chat": the text that lies below
    `pay/`, read with it. Silent about flags.
    """
    givers = {"notebook": _read_notebook, "intern": _open_intern, "treasury": _take_treasury, "chat": _read_chat}
    if what not in givers:
        raise ValueError(f'There is no "{what}" to hand over. There are: {", ".join(givers)}.')
    case = get_case()
    if case is None:
        raise sandbox.SandboxError("This is not Orange's account. Run the cell with break_in.start() first.")
    if what not in case.handed_over:  # what an attacker once has they keep, also when the door is shut
        case.handed_over[what] = givers[what](case)
    return case.handed_over[what]


def try_doors():
    """Return nothing: prints for each of the five doors whether a stranger still gets through it."""
    from helpers._break_in import ways

    case = get_case()
    if case is None:
        raise sandbox.SandboxError("This is not Orange's account. Run the cell with break_in.start() first.")
    for name, is_open in ways.DOORS.items():
        print(f"{name:40} {'open' if is_open(case) else 'shut'}")


def get_case():
    """What the checks know of Orange's account; None where another account is running, or none."""
    return _case if _case is not None and _case.is_running else None


def _read_notebook(case):
    from helpers._break_in import plot

    return json.loads(plot.make_notebook(case.leaked["AccessKeyId"], case.leaked["SecretAccessKey"]))


def _open_intern(case):
    from helpers._break_in import building

    return building.open_session(case.leaked)


def _take_treasury(case):
    from helpers._break_in import building, plot

    sts = building.open_session(case.leaked).client("sts")
    taken = sts.assume_role(RoleArn=plot.ROLE_ARN, RoleSessionName="november")["Credentials"]
    return building.open_session(taken, taken["SessionToken"])


def _read_chat(case):
    from helpers._break_in import plot

    client = hand_over("treasury").client("s3")
    return client.get_object(Bucket=plot.TEAM, Key=plot.CHAT)["Body"].read().decode()
