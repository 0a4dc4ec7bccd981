"""What the panels know about an account at one moment: plain data, that tests can make by hand."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Power:
    """Whether a user is an administrator, whether by groups alone, and the policies on the user that are in the way."""

    is_administrator: bool = False
    by_group: bool = False
    direct: tuple = ()


@dataclass(frozen=True)
class User:
    """An IAM user: whether there is a console password and MFA, access keys, tags, power.

    `keys` maps the ids of access keys to "Active" or "Inactive".
    """

    name: str
    has_password: bool = False
    has_mfa: bool = False
    keys: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    power: Power = Power()


@dataclass(frozen=True)
class People:
    """Who is there, and how they sign in. `password_policy` is None where AWS's default is in force."""

    root_has_mfa: bool = False
    root_has_keys: bool = False
    alias: str = ""
    account_name: str = ""
    password_policy: dict | None = None
    users: tuple = ()
    groups: int = 0
    roles: int = 0
    billing_is_open: bool = False  # root lets IAM users see the billing pages

    @property
    def administrators(self):
        """The users who may do everything."""
        return [user for user in self.users if user.power.is_administrator]


@dataclass(frozen=True)
class Alert:
    """One notification of a budget: `usd` is its threshold; `addresses` are those that it reaches."""

    kind: str  # "ACTUAL" or "FORECASTED"
    comparison: str
    usd: float
    is_absolute: bool
    addresses: tuple


@dataclass(frozen=True)
class Budget:
    """A budget on cost, with its limit and what was spent in its period, in USD."""

    name: str
    limit: float
    spent: float
    alerts: tuple


@dataclass(frozen=True)
class Alarm:
    """A CloudWatch alarm of the Region in which charges are known, with the addresses that it tells."""

    name: str
    metric: str  # "AWS/Billing EstimatedCharges"
    dimensions: dict
    statistic: str
    comparison: str
    threshold: float
    state: str
    has_action: bool
    addresses: tuple


@dataclass(frozen=True)
class Watches:
    """What watches the money."""

    budgets: tuple = ()
    alarms: tuple = ()


@dataclass(frozen=True)
class Things:
    """What exists: the names of the buckets, and what costs money by the hour, as `inventory` lists it."""

    buckets: tuple = ()
    costing: tuple = ()


@dataclass(frozen=True)
class State:
    """All of it."""

    people: People = People()
    watches: Watches = Watches()
    things: Things = Things()
