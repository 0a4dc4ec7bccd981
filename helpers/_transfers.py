"""Whole folders to S3 and back, many small files at once: the machinery behind `s3.upload_folder`."""

import hashlib
import secrets
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from tqdm import tqdm

from .command_line import BAR

PART_BYTES = 8 * 2**20  # larger files go in parts of this size, boto3's own default
TEMPORARY = ".unfinished-"  # how the name of a file begins while it is being downloaded


@dataclass
class Transfer:
    """What became of each key: `sent` and `skipped` (lists of keys), `failed` (key -> reason); `bytes`, `seconds`."""

    sent: list = field(default_factory=list)
    skipped: list = field(default_factory=list)
    failed: dict = field(default_factory=dict)
    bytes: int = 0
    seconds: float = 0.0

    def __repr__(self):
        return f"sent {len(self.sent):,}, left out {len(self.skipped):,} that were there, {len(self.failed):,} failed"


def make_client(session, workers):
    """Return an S3 client with a connection for each worker."""
    return (session or boto3).client("s3", config=Config(max_pool_connections=workers))


def list_objects(client, bucket, prefix):
    """Return key -> (size in bytes, ETag without quotes) of all objects whose key begins with `prefix`."""
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    items = [item for page in pages for item in page.get("Contents", [])]
    return {item["Key"]: (item["Size"], item["ETag"].strip('"')) for item in items}


def make_prefix(prefix):
    """Return the prefix with one slash at its end, so that keys read like paths; "" stays ""."""
    return f"{prefix.rstrip('/')}/" if prefix else ""


def make_etag(path):
    """Return the ETag that S3 gives this file's content when it is sent from here.

    It is the content's MD5; of a file larger than `PART_BYTES`, the MD5 of its parts' MD5s and their number. (Under
    SSE-KMS, or sent by another program in other parts, an object has another one, and so counts as changed.)
    """
    digests = []
    with path.open("rb") as file:
        while part := file.read(PART_BYTES):
            digests.append(hashlib.md5(part, usedforsecurity=False).digest())
    if path.stat().st_size < PART_BYTES:
        return digests[0].hex() if digests else hashlib.md5(b"", usedforsecurity=False).hexdigest()
    return f"{hashlib.md5(b''.join(digests), usedforsecurity=False).hexdigest()}-{len(digests)}"


def is_same(path, size, etag):
    """Return True where the file holds what the object of that size and ETag holds."""
    return path.is_file() and path.stat().st_size == size and make_etag(path) == etag


def upload(client, bucket, key, path, there):
    """Return the bytes that were sent; None where the bucket has the same content already."""
    if there is not None and is_same(path, *there):
        return None
    size = path.stat().st_size
    if size < PART_BYTES:
        client.put_object(Bucket=bucket, Key=key, Body=path.read_bytes())
    else:
        parts = TransferConfig(multipart_threshold=PART_BYTES, multipart_chunksize=PART_BYTES, use_threads=False)
        client.upload_file(str(path), bucket, key, Config=parts)
    return size


def download(client, bucket, key, path, there):
    """Return the bytes that came; None where the file holds them already. A file is whole before it has its name."""
    if is_same(path, *there):
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    body = client.get_object(Bucket=bucket, Key=key)["Body"]
    unfinished = path.with_name(TEMPORARY + secrets.token_hex(8))
    try:
        with unfinished.open("xb") as file:
            for part in body.iter_chunks(2**20):
                file.write(part)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return path.stat().st_size


def find_path(folder, name):
    """Return the path in `folder` for the rest of a key. Raises ValueError for one that must not be written."""
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts) or Path(name).drive:
        raise ValueError("the key is no file's name on this computer: it would land elsewhere, or nowhere")
    path = folder.joinpath(*parts)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError("the key leads out of the folder, by a link in it")
    return path


def plan_download(client, bucket, start, folder, found):
    """Return (the jobs of a download, key -> why it is refused) for the objects of `list_objects`."""
    jobs, refused, taken, blind = {}, {}, {}, is_case_blind(folder)
    for key, there in found.items():
        if key.endswith("/") and there[0] == 0:
            continue  # how the console marks an empty folder
        same = taken.setdefault(key.casefold() if blind else key, key)
        try:
            path = find_path(folder, key.removeprefix(start))
        except ValueError as error:
            refused[key] = str(error)
            continue
        if same == key:
            jobs[key] = (client, bucket, key, path, there)
        else:
            refused[key] = f"this disk takes it for the same name as {same}"
    return jobs, refused


def is_case_blind(folder):
    """Return True where the folder's disk takes "a" and "A" for the same name."""
    with tempfile.NamedTemporaryFile(prefix=f"{TEMPORARY}a", dir=folder) as file:
        return Path(file.name).with_name(Path(file.name).name.upper()).exists()


def run_all(work, jobs, workers):
    """Return the `Transfer` of all jobs (key -> arguments of `work`). One that fails stops no other one.

    A bar on stdout shows how far it is, without times, so that a notebook keeps the same each time. Ctrl-C ends it:
    what is under way is finished, nothing new begins, and a second run does the rest.
    """
    began, transfer = time.perf_counter(), Transfer()
    with ThreadPoolExecutor(workers) as pool, tqdm(total=len(jobs), file=sys.stdout, bar_format=BAR) as bar:
        futures = {pool.submit(work, *arguments): key for key, arguments in jobs.items()}
        try:
            for future in as_completed(futures):
                _note(transfer, futures[future], future)
                bar.update()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    transfer.sent.sort()
    transfer.skipped.sort()
    transfer.seconds = time.perf_counter() - began
    return transfer


def _note(transfer, key, future):
    try:
        size = future.result()
    except (ClientError, BotoCoreError, OSError, boto3.exceptions.Boto3Error) as error:
        transfer.failed[key] = str(error) or type(error).__name__
        return
    if size is None:
        transfer.skipped.append(key)
    else:
        transfer.sent.append(key)
        transfer.bytes += size
