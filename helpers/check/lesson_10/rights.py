"""The checks of who may do what: the function's role, and the roles of three colleagues."""

from dataclasses import dataclass

from helpers._account import engine, functions, machines

from .._judging import READ_ERROR
from .._verdict import correct, exercise, not_attempted, not_yet
from .pipeline import BUILD_AGAIN

RAW, CLEAN = "arn:aws:s3:::meetup-raw", "arn:aws:s3:::meetup-clean"
TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/guests"


@dataclass(frozen=True)
class Act:
    """An action on a resource, and the words for it."""

    words: str
    action: str
    resource: str
    prefix: str | None = None

    def is_allowed(self, principal):
        more = {} if self.prefix is None else {"s3:prefix": self.prefix}
        return machines.may(principal, self.action, self.resource, "us-east-1", more)


def reads(key, bucket):
    return Act(f"read `{key}` in `{bucket.rpartition(':')[2]}`", "s3:GetObject", f"{bucket}/{key}")


def writes(key, bucket):
    return Act(f"write `{key}` in `{bucket.rpartition(':')[2]}`", "s3:PutObject", f"{bucket}/{key}")


def deletes(key, bucket):
    return Act(f"delete `{key}` in `{bucket.rpartition(':')[2]}`", "s3:DeleteObject", f"{bucket}/{key}")


def lists(bucket, prefix):
    name = bucket.rpartition(":")[2]
    words = f"list `{prefix}` in `{name}`" if prefix else f"list all of `{name}`"
    return Act(words, "s3:ListBucket", bucket, prefix)


def asks(action, resource=TABLE):
    return Act(f"do `{action}` on {'the table' if resource == TABLE else 'another table'}", action, resource)


ELSEWHERE = (
    Act("make a list public", "s3:PutObjectAcl", f"{RAW}/lists/2027-04-09/mine.csv"),
    Act("make a clean list public", "s3:PutObjectAcl", f"{CLEAN}/clean/2027-04-09/mine.csv"),
    reads("2026.csv", "arn:aws:s3:::budget"),
    asks("dynamodb:GetItem", f"{TABLE}-of-2025"),
    asks("dynamodb:Scan"),
    asks("dynamodb:DeleteItem"),
    asks("dynamodb:DeleteTable"),
    Act("list all buckets", "s3:ListAllMyBuckets", "*"),
    Act("make users", "iam:CreateUser", "arn:aws:iam::123456789012:user/new"),
    Act("start servers", "ec2:RunInstances", "*"),
    Act(
        "change the function", "lambda:UpdateFunctionCode", "arn:aws:lambda:us-east-1:123456789012:function:clean-lists"
    ),
    deletes("lists/2027-04-09/mine.csv", RAW),
    deletes("clean/2027-04-09/mine.csv", CLEAN),
)
NEEDS = {
    "list-cleaner": (
        reads("lists/2027-03-12/harbour.csv", RAW),
        reads("lists/2030-01-04/another.csv", RAW),
        writes("clean/2027-03-12/harbour.csv", CLEAN),
        writes("clean/2030-01-04/another.csv", CLEAN),
        asks("dynamodb:PutItem"),
    ),
    "blue-reports": (
        lists(CLEAN, "clean/"),
        lists(CLEAN, "clean/2027-02"),
        reads("clean/2027-02-12/list.csv", CLEAN),
        reads("clean/2030-01-04/another.csv", CLEAN),
        writes("reports/february.csv", CLEAN),
        writes("reports/2030/may.png", CLEAN),
    ),
    "orange-door": (asks("dynamodb:GetItem"), asks("dynamodb:Query")),
    "green-lists": (writes("lists/2027-03-12/harbour.csv", RAW), writes("lists/2030-01-04/another.csv", RAW)),
}
EXCESS = {
    "list-cleaner": (
        writes("lists/2027-03-12/harbour.csv", RAW),
        writes("reports/february.csv", CLEAN),
        reads("clean/2027-02-12/list.csv", CLEAN),
        reads("payroll/2027.csv", RAW),
        lists(RAW, None),
        asks("dynamodb:Query"),
        asks("dynamodb:GetItem"),
        asks("dynamodb:PutItem", f"{TABLE}-of-2025"),
    ),
    "blue-reports": (
        reads("lists/2027-03-12/harbour.csv", RAW),
        writes("clean/2027-02-12/list.csv", CLEAN),
        deletes("reports/february.csv", CLEAN),
        reads("payroll/2027.csv", CLEAN),
        lists(CLEAN, None),
        lists(CLEAN, "payroll/"),
        lists(CLEAN, "cleaners/"),
        lists(RAW, None),
        asks("dynamodb:GetItem"),
    ),
    "orange-door": (
        asks("dynamodb:PutItem"),
        asks("dynamodb:UpdateItem"),
        reads("clean/2027-02-12/list.csv", CLEAN),
        writes("lists/2027-03-12/harbour.csv", RAW),
    ),
    "green-lists": (
        reads("lists/2027-03-12/harbour.csv", RAW),
        writes("clean/2027-02-12/list.csv", CLEAN),
        writes("payroll/2027.csv", RAW),
        lists(RAW, None),
        asks("dynamodb:PutItem"),
    ),
}


@exercise("10")
def rights_of_the_function():
    """The function's role does what the code needs, and nothing more."""
    role = find_role("list-cleaner")
    if role is None:
        return not_yet("There is no role `list-cleaner`.", "", BUILD_AGAIN)
    if asks("iam:CreateUser", "*").is_allowed(take(role)) and ELSEWHERE[0].is_allowed(take(role)):
        return not_attempted(f"The role may do everything still. Write its rights, build, then run this. {READ_ERROR}")
    return judge("list-cleaner", role, "The function") or correct(
        "It reads lists, writes clean ones and puts guests into one table. Whoever tricks it gets no further."
    )


@exercise("10")
def rights_of_three():
    """Each of the three roles does its work, and nothing more."""
    roles = {name: find_role(name) for name in ("blue-reports", "orange-door", "green-lists")}
    for name, role in roles.items():
        if role is None:
            return not_yet(f"There is no role `{name}`.", "", BUILD_AGAIN)
    if not any(list(role.policies) or role.managed_policies for role in roles.values()):
        return not_attempted(f"No role has rights yet. Write them, build, then run this again. {READ_ERROR}")
    for name, role in roles.items():
        problem = judge(name, role, f"The role `{name}`")
        if problem:
            return problem
    return correct("Three people, three roles: each does one thing, with credentials that end by themselves.")


def judge(name, role, who):
    """A "not yet" verdict for the first thing that a role cannot do, or can do and should not; else None."""
    principal = take(role)
    for act in NEEDS[name]:
        if not act.is_allowed(principal):
            return not_yet(
                f"{who} cannot {act.words}.", _explain_need(act, principal), f"Allow it `{act.action}` there."
            )
    for act in (*EXCESS[name], *ELSEWHERE):
        if act.is_allowed(principal):
            why = "Its work does not need that."
            return not_yet(f"{who} can also {act.words}.", why, "Name only the actions and places that it needs.")
    return None


def _explain_need(act, principal):
    bucket, _, key = act.resource.partition("/")
    if act.action == "s3:ListBucket":
        return "Listing is an action on the bucket, and a condition on `s3:prefix` has to fit `clean/` too."
    if key and act.action.startswith("s3:") and Act("", act.action, bucket).is_allowed(principal):
        return "That is an action on objects: their ARNs go on after the bucket's, with `/...`."
    if act.action.startswith("s3:") and "another" in key:
        return "Next year's files have other names."
    return "No policy of the role allows it."


def find_role(name):
    """moto's role of that name, or None."""
    return next((one for one in engine.get_iam().roles.values() if one.name == name), None)


def take(role):
    """The `Principal` of somebody who has taken the role."""
    return functions.make_role_session(role.arn, "check")
