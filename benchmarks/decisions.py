"""How many decisions a second `policy.decide` makes on one core, over the 300 cases of the tests."""

import json
import time
from pathlib import Path

from helpers import policy
from helpers._policy import patterns, statements

CASES = Path(__file__).parents[1] / "tests" / "iam_cases" / "policy-cases.jsonl"


def measure(seconds=1.0):
    """Return decisions a second once the documents have been seen before, as in a lesson."""
    cases = read_cases()
    decide_all(cases)
    return count_rounds(cases, seconds, before_each=lambda: None)


def measure_cold(seconds=1.0):
    """Return decisions a second when every document is new: each is validated and compiled again in every round."""
    return count_rounds(read_cases(), seconds, before_each=forget_documents)


def read_cases():
    """Return the arguments of `decide` for every case."""
    cases = [json.loads(line) for line in CASES.read_text().splitlines()]
    return [{name: value for name, value in case.items() if name != "expected"} for case in cases]


def count_rounds(cases, seconds, before_each):
    """Return decisions a second of CPU time, over rounds of all cases that take at least the given time together."""
    decisions, spent = 0, 0.0
    while spent < seconds:
        before_each()
        start = time.process_time()
        decide_all(cases)
        spent += time.process_time() - start
        decisions += len(cases)
    return decisions / spent


def decide_all(cases):
    """Decide every case."""
    for case in cases:
        policy.decide(**case)


def forget_documents():
    """Empty the caches of compiled documents and patterns."""
    statements.forget_documents()
    patterns.compile_glob.cache_clear()
    patterns.compile_arn.cache_clear()


if __name__ == "__main__":
    print(f"{measure():,.0f} decisions a second; {measure_cold():,.0f} with every document new")
