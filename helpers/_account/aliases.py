"""The account's alias: a name that stands for its number in the address of the sign-in page, one in the whole world.

Source: IAM API reference, CreateAccountAlias and DeleteAccountAlias, read 2026-11-25.
"""

import re

from helpers._account import engine
from helpers._account.errors import Refusal

PATTERN = "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$"
# Words of which somebody else among AWS's customers has surely made an alias: alone, or two of them with a hyphen.
LIST = """
account admin ads ai alpha amazon analytics api app apps archive audit aws backup bank beta big billing blog blue book
books box business buy cars cat center central chat city class client cloud club code coffee community company corp
course customer daily data date dates dating demo deploy design dev developer digital dinner dog dream east education
email energy event events example family fashion film finance food free friends fun game games global green group
guest guests health hello help home hotel house hub info internal internet iot it job jobs kids lab labs lake learn
learning legal life live local log logs love machine mail main management market marketing media meet meeting meetup
meetups ml mobile money music my network new news north nyc office one online open ops orange own page paper park
party people personal phone photo photos platform play portal prod production project projects public python red
research root sales sandbox school science scientist security server service services shop site smart social software
solutions south sport staging start startup storage store stream student studio support system systems tables talk
team teams tech test testing the tickets time training travel two user users venue venues video wallet warehouse water
weather web west work works workshop world york
"""
WORDS = set(LIST.split())


def is_taken(alias):
    """Return whether another customer has this alias already, as far as this account knows the world."""
    return alias in WORDS or (alias.count("-") == 1 and set(alias.split("-")) <= WORDS)


def create_account_alias(account, call, principal):
    """A new alias takes the place of the old one: an account has one at most."""
    alias, iam = call.parameters["AccountAlias"], engine.get_iam()
    _check(alias)
    if is_taken(alias) or alias in iam.account_aliases:
        raise Refusal("EntityAlreadyExists", f"The account alias {alias} already exists.", 409)
    iam.account_aliases = [alias]
    return {}


def delete_account_alias(account, call, principal):
    alias, iam = call.parameters["AccountAlias"], engine.get_iam()
    _check(alias)
    if alias not in iam.account_aliases:
        raise Refusal("NoSuchEntity", f"The account alias {alias} cannot be found.", 404)
    iam.account_aliases = []
    return {}


def _check(alias):
    if not 3 <= len(alias) <= 63 or not re.fullmatch(PATTERN, alias):
        wanted = f"Member must satisfy regular expression pattern: {PATTERN}"
        fact = f"Value '{alias}' at 'accountAlias' failed to satisfy constraint: {wanted}"
        raise Refusal("ValidationError", f"1 validation error detected: {fact}", 400)
