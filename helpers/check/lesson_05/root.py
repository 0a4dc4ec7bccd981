"""The checks on the root user: a second factor, and no access key."""

from helpers._account import trial

from .._verdict import correct, exercise, not_attempted, not_yet
from .state import READ_ERROR, list_devices, list_users

CODES = "AWS takes two codes that follow one another, and each only once."


@exercise("05")
def mfa_for_root():
    """Root is asked for a code when it signs in."""
    if trial.client("iam").get_account_summary()["SummaryMap"]["AccountMFAEnabled"]:
        return correct("From now on address and password are not enough to be root.")
    others = [user for user in list_users() if list_devices(user)]
    if others:
        said = f"The IAM user `{others[0]}` has MFA. Root has none."
        why = "Root is no user of IAM, whatever a user is called: it signs in with the account's e-mail address."
        return not_yet(said, why, "Use `console.activate_root_mfa`, with `device` and two codes.")
    return not_attempted(f"Turn the device on, then run this again. If AWS refused the codes: {CODES}")


@exercise("05")
def no_key_for_root(video_key):
    """Root has no access keys, active or not."""
    keys = {one["AccessKeyId"]: one["Status"] for one in trial.client("iam").list_access_keys()["AccessKeyMetadata"]}
    old = video_key["AccessKeyId"]
    if not keys:
        return correct("Root has no key any more, and whoever holds the old one holds nothing.")
    if keys.get(old) == "Active" and len(keys) == 1:
        return not_attempted(f"Root's key `{old}` is there, and works. Delete it, then run this again. {READ_ERROR}")
    if len(keys) > 1:
        why = "A second key makes it worse: whoever finds either is root."
        return not_yet(f"Root has {len(keys)} keys now.", why, "Delete both.")
    if old in keys:
        why = "It opens nothing at the moment. But it is not gone: one call of root's makes it work again."
        return not_yet("Root's key is inactive.", why, "Delete it: no program should need root.")
    new = next(iter(keys))
    why = "A program that signs in as root can do everything, whatever the key is called."
    return not_yet(f"The old key is gone, and there is another one, `{new}`.", why, "Delete that one too.")
