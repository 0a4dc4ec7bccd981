"""Buckets and objects in few words: thin functions on boto3's S3 client. The lessons show the raw calls first."""

import json
from pathlib import Path

import boto3

MANY = 1000  # more objects than that are put into the practice account directly


def list_keys(bucket, prefix="", session=None):
    """The keys of a bucket as a list of str, in S3's order; only those that begin with `prefix`. Reads every page."""
    pages = _s3(session).get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [item["Key"] for page in pages for item in page.get("Contents", [])]


def list_statements(bucket, session=None):
    """The statements of a bucket's policy as a list of dicts, empty where there is none."""
    s3 = _s3(session)
    try:
        document = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])
    except s3.exceptions.ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchBucketPolicy":
            raise
        return []
    statements = document.get("Statement", [])
    return [statements] if isinstance(statements, dict) else statements


def put_bucket_policy(bucket, document, session=None):
    """None. Puts a policy (a dict) on a bucket and says so; a bucket has one policy, so an older one is replaced."""
    _s3(session).put_bucket_policy(Bucket=bucket, Policy=json.dumps(document))
    statements = document.get("Statement", [])
    count = 1 if isinstance(statements, dict) else len(statements)
    print(f"{bucket}: a bucket policy with {count} statement{'' if count == 1 else 's'}.")


def start_over(bucket, objects):
    """None. Makes a bucket that holds exactly these objects (a dict of key to text) and has no policy, and says so.

    For practice only: it works in the practice account, as root, whoever you are signed in as.
    """
    from helpers._account import trial

    fill_bucket(trial.client("s3"), bucket, objects)
    print(f"{bucket}: {len(objects):,} object{'' if len(objects) == 1 else 's'}, no bucket policy.")


def upload_folder(folder, bucket, prefix="", *, workers=10, session=None):
    """A `Transfer`: what was sent, left out, failed. Each file below `folder` goes to `prefix/its/path`, many at once.

    A second run sends only files whose content differs from the object's (size and ETag), whatever their times. A file
    that fails stops no other one: its key and the reason are in `.failed`. Nothing is deleted.
    Raises FileNotFoundError without the folder, ClientError without the bucket or the right to list it.
    """
    from helpers import _transfers as transfers

    folder, start = Path(folder), transfers.make_prefix(prefix)
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder}. Look at the path: it starts from {Path.cwd()}.")
    client = transfers.make_client(session, workers)
    there = transfers.list_objects(client, bucket, start)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() or path.is_symlink()]
    files = [path for path in files if not path.is_dir() and not path.name.startswith(transfers.TEMPORARY)]
    keys = {start + path.relative_to(folder).as_posix(): path for path in files}
    jobs = {key: (client, bucket, key, path, there.get(key)) for key, path in keys.items()}
    return transfers.run_all(transfers.upload, jobs, workers)


def download_folder(bucket, prefix, folder, *, workers=10, session=None):
    """A `Transfer`: what came ("sent"), was left out, failed. Each object below `prefix/` becomes a file in `folder`.

    As with `upload_folder` a second run fetches only what differs. A file appears under its name when it is whole.
    Empty objects whose key ends in "/", by which the console marks a folder, are passed over and in none of the lists.
    Keys that no file can have ("../x", or one that ends in "/" and has content) are in `.failed`; so is, where the disk
    takes capital and small letters for the same, the second of two keys that differ in nothing else.
    """
    from helpers import _transfers as transfers

    folder, start = Path(folder), transfers.make_prefix(prefix)
    client = transfers.make_client(session, workers)
    found = transfers.list_objects(client, bucket, start)
    folder.mkdir(parents=True, exist_ok=True)
    jobs, refused = transfers.plan_download(client, bucket, start, folder, found)
    transfer = transfers.run_all(transfers.download, jobs, workers)
    transfer.failed |= refused
    return transfer


def _s3(session):
    return (session or boto3).client("s3")


def fill_bucket(client, bucket, objects):
    """None; the bucket is there, without a bucket policy, and holds just these objects (key -> text)."""
    if bucket in [found["Name"] for found in client.list_buckets()["Buckets"]]:
        client.delete_bucket_policy(Bucket=bucket)
    else:
        client.create_bucket(Bucket=bucket)
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    for key in [item["Key"] for page in pages for item in page.get("Contents", [])]:
        if key not in objects:
            client.delete_object(Bucket=bucket, Key=key)
    if len(objects) > MANY:
        _put_many(bucket, objects)
    else:
        for key, text in objects.items():
            client.put_object(Bucket=bucket, Key=key, Body=text.encode())


def _put_many(bucket, objects):
    """None; the practice account has these objects, without a call for each: ten thousand calls take 20 seconds."""
    from helpers._account import account, engine

    with account.get_running().lock:
        engine.put_objects(bucket, objects)
