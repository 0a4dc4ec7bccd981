"""The checks on the root user: whose it is, a second factor, and no access key."""

from helpers._account import account, trial

from .._verdict import correct, exercise, not_attempted, not_yet
from .state import READ_ERROR, list_devices, list_users

READ_PAGE = "If the page said no, it says why."
AGAIN = "Where you made the QR code again, scan it again."
CODES = "AWS takes two codes that follow one another, and each only once."


ORANGE, ORANGES_PASSWORD = "orange@example.com", "Meetup-in-Queens-26"
CROWDS = ("all", "everybody", "everyone", "info", "members", "newsletter")
PEOPLE = ("ash", "blue", "coordinator", "fern", "hazel", "me", "orange", "rowan")


@exercise("05")
def account_changes_hands(root_password=None):
    """Root's address is a list's, and its password is the one in `root_password`, which Orange does not know."""
    root = account.get_running() and account.get_running().root_user
    if not root or not root.email:
        return not_attempted("Nobody has signed up in this account. Run the cells above again, from the first.")
    is_oranges, is_old = is_still_oranges(), root.password == ORANGES_PASSWORD
    if is_oranges and is_old:
        return not_attempted(f"Root's address and password are Orange's. Change both, then run this again. {READ_PAGE}")
    if is_oranges:
        why = "Whoever reads its mail can set a new password."
        return not_yet("Root's address is still Orange's.", why, "`console.change_root(email=...)`")
    if is_old:
        why = "Orange knows it, and so does whoever gets this notebook."
        return not_yet("The password is still Orange's.", why, "`console.change_root(password=root_password)`")
    refused = _judge_readers(root.email)
    if refused:
        return refused
    if root_password not in (None, root.password):
        why = "The cells below sign in with that name."
        todo = "`root_password = ...`, then `console.change_root(password=root_password)`"
        return not_yet("The password you set is not the one in `root_password`.", why, todo)
    return correct(f"Root's mail goes to `{root.email}`, and Orange's password opens nothing.")


def _judge_readers(email):
    reader = email.split("@")[0].lower()
    if reader in PEOPLE or reader.startswith("orange"):
        why = "When that person leaves, the account leaves too."
        return not_yet(f"`{email}` is one person's.", why, "Take the address of a list.")
    if reader in CROWDS:
        why = "Everybody who reads this can become root."
        return not_yet(f"`{email}` goes to many.", why, "Take a list of the few who look after the account.")
    return None


def is_still_oranges():
    """True where root's address is the one that Orange signed up with."""
    running = account.get_running()
    return bool(running) and (running.root_user.email or "").lower() == ORANGE


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
    return not_attempted(f"Turn the device on, then run this again. If AWS refused the codes: {CODES} {AGAIN}")


@exercise("05")
def no_key_for_root(video_key):
    """Root has no access keys, active or not."""
    keys = {one["AccessKeyId"]: one["Status"] for one in trial.client("iam").list_access_keys()["AccessKeyMetadata"]}
    old = video_key["AccessKeyId"]
    if not keys:
        return correct("Root has no key any more, and the old one signs nothing from now on.")
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
