"""The checks on access keys of the lesson on IAM: a leaked key is stopped, another one is replaced."""

from helpers._account import trial

from .._asking import list_access_keys, list_own_policies, list_users
from .._judging import READ_ERROR
from .._verdict import correct, exercise, not_attempted, not_yet

PROGRAMS = ("newsletter", "signup-form", "statistics")
ORDER = "The order matters: the old key goes only when the program has the new one, or it stands still."
START_OVER = "Run the set-up cell with `iam.start_over` again"


@exercise("06")
def stop_the_leak(leaked):
    """The leaked key is inactive, all others work."""
    bad = leaked["AccessKeyId"]
    keys = {user: list_access_keys(user) for user in PROGRAMS if user in list_users()}
    works = trial.works(bad, leaked["SecretAccessKey"])
    harm = _find_harm(bad, keys, works)
    if harm:
        return harm
    if works:
        return _say_key_works(bad, keys)
    if not any(bad in found for found in keys.values()):
        return not_yet(
            f"The key `{bad}` is deleted.",
            "It works no more, but that cannot be undone, and its owner is harder to find later.",
            f'{START_OVER}, then use `Status="Inactive"`.',
        )
    return _judge_status(bad, keys) or correct(f"`{bad}` is inactive, and the programs still have their own keys.")


def _judge_status(bad, keys):
    """The verdict when the leaked key is off, but not in the way that can be undone, else None."""
    status = next(found[bad] for found in keys.values() if bad in found)
    if status == "Inactive":
        return None
    return not_yet(f"The key `{bad}` is `{status}`.", "It was to be deactivated.", 'Use `Status="Inactive"`.')


def _find_harm(bad, keys, works):
    """The verdict when a key that has not leaked is deleted or inactive, else None."""
    lost = [user for user in PROGRAMS if not set(keys.get(user, ())) - {bad}]
    if lost:
        return not_yet(
            f"The program of `{lost[0]}` has lost its key.",
            "Only the leaked key was to go.",
            f"{START_OVER}, then deactivate that one key.",
        )
    stopped = [key for found in keys.values() for key, status in found.items() if status != "Active" and key != bad]
    if stopped:
        return not_yet(
            f"The key `{stopped[0]}` is inactive, and it has not leaked.",
            f"The leaked one is `{bad}`" + (", and it still works." if works else "; the other belongs to a program."),
            'Activate it again (`Status="Active"`)' + (", and deactivate the leaked one." if works else "."),
        )
    return None


def _say_key_works(bad, keys):
    limits = [name for user in keys for name in list_own_policies(user)]
    if limits:
        return not_yet(
            f"The key `{bad}` still works. You have put the policy `{limits[0]}` on its owner.",
            "A policy limits what may be done with the key, also by the program. The key itself stays valid.",
            "Deactivate the key too.",
        )
    return not_attempted(f"The key `{bad}` still works. Find its owner and deactivate it. {READ_ERROR}")


@exercise("06")
def rotate_the_key(old, new):
    """The program has one key, a new one."""
    keys, old_id = list_access_keys("reminders"), old["AccessKeyId"]
    old_works = trial.works(old_id, old["SecretAccessKey"])
    new = new.get("AccessKey", new) if isinstance(new, dict) else {}
    if not new and old_works and len(keys) == 2:
        return not_attempted(f"`reminders` still has its two old keys. {READ_ERROR}")
    return (
        _judge_new_key(old_id, new, keys, old_works)
        or _find_other_keys(old_id, new["AccessKeyId"], keys, old_works)
        or correct(f"`reminders` has one key, `{new['AccessKeyId']}`. The old one is gone. {ORDER}")
    )


def _judge_new_key(old_id, new, keys, old_works):
    """The verdict when `new` holds no key of the program that works, else None."""
    new_id = new.get("AccessKeyId")
    if not new_id or new_id == old_id:
        why = "The program still needs a new key." if old_works else "The program has no key to go on with."
        return not_yet("`new` holds no new key.", why, 'Set `new` to `create_access_key(...)["AccessKey"]`.')
    if new_id not in keys:
        owner = next((user for user in list_users() if new_id in list_access_keys(user)), "nobody")
        return not_yet(
            f"The key in `new` belongs to `{owner}`, not to `reminders`.",
            "Without `UserName`, AWS makes a key for whoever asks.",
            'Delete it, and give `UserName="reminders"`.',
        )
    if not new.get("SecretAccessKey") or not trial.works(new_id, new["SecretAccessKey"]):
        return not_yet(
            f"The new key `{new_id}` does not work.",
            "It must be active, and `new` must hold its secret.",
            'Activate it (`Status="Active"`), or delete it and create another.',
        )
    return None


def _find_other_keys(old_id, new_id, keys, old_works):
    """The verdict when the program has another key besides the new one, else None."""
    if old_works:
        why = "Whoever has a copy of it can still use it."
        return not_yet(f"The old key `{old_id}` still works.", why, "Deactivate it, then delete it.")
    if old_id in keys:
        return not_yet(f"The old key `{old_id}` is still there, inactive.", "It counts as one of two.", "Delete it.")
    unused = next((key for key in keys if key != new_id), None)
    if unused:
        return not_yet(f"The key `{unused}` is still there.", "It is the one that nobody has used.", "Delete it too.")
    return None
