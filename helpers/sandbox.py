"""The practice account: an AWS account inside this kernel. No AWS account, no cost, no network.

`start()` begins it, and from then on boto3 and the `aws` command speak to it and to nothing else. Restarting the kernel
gives a new account. Where it differs from AWS: docs/practice-account.md.
"""

import atexit
import os
import shlex
import sys
import time

HOURS_LOGGED_IN = 12  # at most, as `aws login`

_environment = None
_server = None


class SandboxError(Exception):
    """Something that the practice account cannot do as it is; the message says what to do next."""


def start():
    """Return nothing: a practice account is running and you are signed in as root. A running one stays as it is."""
    global _environment, _server
    from helpers._account import account, environment, local

    if _environment is not None:
        print(f"The practice account is already running, signed in as {get_user()}. For a new one, restart the kernel.")
        return
    local.remove_leftovers()
    running = account.Account()
    _server = _start_server(running)
    _environment = environment.Environment(running, _server.endpoint if _server else "http://127.0.0.1:9")
    running.endpoint = _environment.endpoint
    _environment.open()
    _environment.use_profile("root", running.root)
    account.set_running(running)
    atexit.register(_stop_quietly)
    where = f"account {account.engine.ACCOUNT_ID}, Region {environment.REGION}"
    print(f"The practice account is ready: {where}, signed in as root.")


def stop():
    """Return nothing: the account and everything in it are gone, and the environment is as it was before `start()`."""
    if _environment is None:
        print("No practice account is running.")
        return
    _stop_quietly()
    print("The practice account is closed; your own AWS settings are back.")


def sign_in(user_name):
    """Return nothing: new boto3 clients and `aws` act as this IAM user, with the user's own access key.

    Clients that exist already keep the identity they were made with. Raises SandboxError where there is no such user,
    or where the user has no active access key.
    """
    user = _get_user(user_name)
    key = next((key for key in reversed(user.access_keys) if key.status == "Active"), None)
    if key is None:
        raise SandboxError(_say_no_key(user))
    removed = _use_key(user, key)
    print(f"Signed in as {user_name} ({user.arn}).")
    _tell_removed(removed)


def log_in(user_name):
    """Return nothing: as `aws login` leaves it, new boto3 clients and `aws` act as this user, without an access key.

    What they get instead lasts 12 hours. The browser, the password and the MFA code of `aws login` are left out here; a
    user with an MFA device counts as having given a code. Raises SandboxError where there is no such user.
    """
    from helpers._account import account, credentials

    user = _get_user(user_name)
    given = {"temporary": True, "mfa_time": time.time()} if user.mfa_devices else {}
    principal = credentials.make_user_principal(user, **given)
    lent = account.get_running().add(credentials.make_credential(principal, seconds=HOURS_LOGGED_IN * 3600))
    removed = _environment.use_profile(user.name, lent)
    print(f"Logged in as {user_name} ({user.arn}), without an access key.")
    _tell_removed(removed)


def sign_in_as_root():
    """Return nothing: new boto3 clients and `aws` act as the account's root user."""
    from helpers._account import account, credentials

    _require_running()
    removed = _environment.use_profile("root", account.get_running().root)
    print(f"Signed in as root ({credentials.ROOT_ARN}).")
    _tell_removed(removed)


def sign_out():
    """Return nothing: no profile is chosen, so boto3 and `aws` look for credentials as on a computer of your own.

    They find those in the environment's variables, and after them the profile "default", should there be one.
    """
    _require_running()
    removed = _environment.use_no_profile()
    print("Signed out: nobody is signed in, and no profile is chosen.")
    _tell_removed(removed)


def expire_sessions():
    """Return nothing: every temporary credential that STS has handed out so far has run out, as if its time were over.

    Access keys last on, and so does your own way in as root. A new session can be asked for at once.
    """
    from helpers._account import account

    _require_running()
    count = account.get_running().expire_sessions()
    _environment.forget_cached_sessions()
    if count:
        one = count == 1
        print(f"{count} temporary credential{'' if one else 's'} {'has' if one else 'have'} run out.")
    else:
        print("No temporary credential was in force: ask for one with assume_role or get_session_token.")


def terminal():
    """Return nothing: prints the one line that lets a JupyterLab terminal speak to this account."""
    _require_running()
    print(
        "Open a terminal (File, New, Terminal) and run this line in it; `aws` then speaks to this practice account, as "
        "the user that is signed in here. After sandbox.sign_in(...) run it again:\n"
    )
    if os.name == "nt":
        print("    python -m helpers.sandbox | Invoke-Expression")
    else:
        print('    source "${TMPDIR:-/tmp}/aws-essentials-$UID/terminal.sh"')


def get_user():
    """Return the name of the profile that is chosen, such as "root" or a user's name; None where there is none."""
    return os.environ.get("AWS_PROFILE") if _environment is not None else None


def _get_user(user_name):
    from helpers._account import engine

    _require_running()
    user = engine.get_iam().users.get(user_name)
    if user is None:
        raise SandboxError(_say_unknown_user(user_name, list(engine.get_iam().users)))
    return user


def _use_key(user, key):
    from helpers._account import credentials

    principal = credentials.make_user_principal(user)
    credential = credentials.Credential(key.access_key_id, key.secret_access_key, principal)
    return _environment.use_profile(user.name, credential)


def _tell_removed(names):
    if names:
        print(f"(Unset, because it comes before a profile: {', '.join(names)}.)")


def _start_server(running):
    """A kernel without sockets or threads (in a browser) still has boto3; only `aws` needs the server."""
    try:
        from helpers._account.server import Server

        return Server(running)
    except (ImportError, OSError, RuntimeError) as error:
        print(f"No HTTP door here ({error}): boto3 works, the aws command does not.")
        return None


def _stop_quietly():
    global _environment, _server
    if _environment is None:
        return
    from helpers._account import account, engine

    account.get_running().close()
    _environment.close()
    if _server is not None:
        _server.stop()
    engine.reset()
    account.set_running(None)
    atexit.unregister(_stop_quietly)
    _environment = _server = None


def _require_running():
    if _environment is None:
        raise SandboxError(
            "No practice account is running. Run the notebook's first code cell: it calls sandbox.start()."
        )


def _say_unknown_user(name, names):
    if name == "root":
        return "The root user is no IAM user. To become root, use sandbox.sign_in_as_root()."
    if not names:
        return (
            f'There is no IAM user "{name}" in this account: it has no users yet. A restarted kernel is a new account. '
            "Run the cells above this one, from the first."
        )
    remedy = f'Run the cell above that makes "{name}", or make one with create_user(UserName="{name}").'
    return f'There is no IAM user "{name}" in this account. The users are: {", ".join(sorted(names))}. {remedy}'


def _say_no_key(user):
    if user.access_keys:
        return (
            f"Every access key of {user.name} is inactive, so AWS would not let {user.name} in. Make one active again "
            "with update_access_key(..., Status='Active'), or create a new one."
        )
    return (
        f"{user.name} has no access key, so programs cannot sign in as {user.name}. Create one first: "
        f'boto3.client("iam").create_access_key(UserName="{user.name}").'
    )


def _print_environment():
    """The variables of the account that was used last, as lines for a shell to run."""
    from helpers._account import local

    found = local.find_environments()
    if not found:
        sys.exit("No practice account is running: open a lesson and run its first code cell.")
    if len(found) > 1:
        print(f"{len(found)} practice accounts are running; this is the one that was used last.", file=sys.stderr)
    print("\n".join(_list_shell_lines(found[0]["variables"], found[0]["path"])))


def _list_shell_lines(variables, path):
    """Lines that leave none of the shell's own AWS settings in force, for PowerShell on Windows."""
    from helpers._account import local

    foreign = [name for name in os.environ if local.is_ours(name) and name not in variables]
    path = os.pathsep.join([*path, os.environ.get("PATH", os.defpath)])
    variables = variables | local.make_no_proxy(os.environ) | {"PATH": path}
    if os.name == "nt":
        values = {name: value.replace("'", "''") for name, value in variables.items()}
        return [f"Remove-Item Env:{name}" for name in foreign] + [f"$Env:{n} = '{v}'" for n, v in values.items()]
    return [f"unset {name}" for name in foreign] + [f"export {n}={shlex.quote(v)}" for n, v in variables.items()]


if __name__ == "__main__":
    _print_environment()
