"""All findings about an account: what the console home recommends, and what the audit counts."""

from helpers._panels import money_findings, people_findings


def list_findings(state):
    """The `Finding`s about a `State`: root, people, money, then the rest."""
    people, watches = state.people, state.watches
    return [
        people_findings.judge_root_mfa(people),
        people_findings.judge_root_keys(people),
        people_findings.judge_administrator(people),
        people_findings.judge_console_mfa(people),
        people_findings.judge_administrator_keys(people),
        money_findings.judge_budget(watches),
        money_findings.judge_billing_alarm(watches),
        people_findings.judge_password_policy(people),
        people_findings.judge_owners(people),
    ]
