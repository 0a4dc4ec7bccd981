"""How long ten thousand small files take to S3: `s3.upload_folder` against `aws s3 cp --recursive`, on one account.

One run of each, one after the other: a run is long enough for noise to even out.
"""

import contextlib
import io
import subprocess
import tempfile
import time
from pathlib import Path

FILES = 10_000


def measure(count=FILES):
    """Return (seconds of `s3.upload_folder`, seconds of `aws s3 cp --recursive`) for so many files of 20 bytes."""
    import boto3

    from helpers import s3, sandbox

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        for number in range(count):
            (Path(folder) / f"hour-{number:05}.csv").write_text(f"minute,co2_ppm\n0,{number % 1000:03}\n")
        sandbox.start()
        try:
            for bucket in ("by-helper", "by-command"):
                boto3.client("s3").create_bucket(Bucket=bucket)
            ours = _time(lambda: s3.upload_folder(folder, "by-helper"))
            command = ["aws", "s3", "cp", "--recursive", "--only-show-errors", folder, "s3://by-command"]
            theirs = _time(lambda: subprocess.run(command, check=True))
            assert s3.list_keys("by-helper") == s3.list_keys("by-command")
        finally:
            sandbox.stop()
    return ours, theirs


def _time(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
