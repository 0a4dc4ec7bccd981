"""How long a learner waits for the first answer, as a ratio to plain moto in the same run.

Each side runs in a process of its own, from `import boto3` to the answer of the same S3 call, in turns so that noise
hits both. The least of each side counts: noise only ever adds.
"""

import subprocess
import sys

PLAIN = """
import boto3
from moto import mock_aws
mock_aws().start()
boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="guests")
"""
OURS = """
import boto3
from helpers import sandbox
sandbox.start()
boto3.client("s3").create_bucket(Bucket="guests")
"""
TIMER = """
import time
began = time.perf_counter()
exec({code!r})
print(time.perf_counter() - began)
"""


def measure(rounds=9):
    """Return (seconds of the practice account, seconds of plain moto): the least of `rounds` runs of each."""
    ours, plain = [], []
    for _ in range(rounds):
        ours.append(_time(OURS))
        plain.append(_time(PLAIN))
    return min(ours), min(plain)


def _time(code):
    output = subprocess.run(
        [sys.executable, "-c", TIMER.format(code=code)], capture_output=True, text=True, check=True
    ).stdout
    return float(output.splitlines()[-1])


if __name__ == "__main__":
    practice, plain = measure()
    print(f"first S3 answer: practice account {practice:.2f} s, plain moto {plain:.2f} s, ratio {practice / plain:.2f}")
