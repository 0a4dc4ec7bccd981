"""Folders to S3 and back: what is sent, what is left out, what fails, and what a failure leaves behind."""

import boto3
import pytest

from helpers import _transfers, s3

pytestmark = pytest.mark.usefixtures("account")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "air" / "hall 1").mkdir(parents=True)
    (tmp_path / "air" / "hall 1" / "é.csv").write_bytes(b"minute\n")
    (tmp_path / "air" / "empty.csv").write_bytes(b"")
    boto3.client("s3").create_bucket(Bucket="hall-air")
    return tmp_path / "air"


def test_a_second_run_sends_only_what_has_other_content(folder):
    assert repr(s3.upload_folder(folder, "hall-air", "air")) == "sent 2, left out 0 that were there, 0 failed"
    (folder / "hall 1" / "é.csv").write_bytes(b"MINUTE\n")  # of the same size
    again = s3.upload_folder(folder, "hall-air", "air")
    assert (again.sent, again.skipped) == (["air/hall 1/é.csv"], ["air/empty.csv"])
    assert boto3.client("s3").get_object(Bucket="hall-air", Key="air/hall 1/é.csv")["Body"].read() == b"MINUTE\n"


def test_what_went_up_comes_down_the_same_and_only_once(folder, tmp_path):
    s3.upload_folder(folder, "hall-air", "air")
    assert len(s3.download_folder("hall-air", "air", tmp_path / "back").sent) == 2
    assert (tmp_path / "back" / "hall 1" / "é.csv").read_bytes() == b"minute\n"
    assert len(s3.download_folder("hall-air", "air", tmp_path / "back").skipped) == 2


@pytest.mark.parametrize("size", [5 * 2**20, 8 * 2**20, 8 * 2**20 + 1, 17 * 2**20])
def test_a_file_in_parts_is_known_again(folder, size):
    (folder / "large.bin").write_bytes(bytes(size))
    s3.upload_folder(folder, "hall-air")
    assert s3.upload_folder(folder, "hall-air").sent == []


def test_a_file_that_cannot_be_read_stops_no_other_one_and_is_named(folder):
    (folder / "gone.csv").symlink_to(folder / "nowhere")
    transfer = s3.upload_folder(folder, "hall-air")
    assert len(transfer.sent) == 2 and list(transfer.failed) == ["gone.csv"]


def test_a_download_that_breaks_off_leaves_the_old_file_and_no_half_one(folder, tmp_path, monkeypatch):
    s3.upload_folder(folder, "hall-air")
    back = tmp_path / "back"
    back.mkdir()
    (back / "empty.csv").write_bytes(b"older")

    def fail(path, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_transfers.Path, "replace", fail)
    transfer = s3.download_folder("hall-air", "", back)
    assert transfer.failed.keys() == {"empty.csv", "hall 1/é.csv"} and "No space left" in transfer.failed["empty.csv"]
    assert [path.name for path in back.rglob("*") if path.is_file()] == ["empty.csv"]
    assert (back / "empty.csv").read_bytes() == b"older"


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/x", "a//x", "a\\x", "./x", "x/"])
def test_a_key_that_is_no_file_in_the_folder_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="the key is no file's name"):
        _transfers.find_path(tmp_path, name)


def test_a_key_that_leads_out_of_the_folder_by_a_link_is_refused(tmp_path):
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "link").symlink_to(tmp_path)
    with pytest.raises(ValueError, match="leads out of the folder"):
        _transfers.find_path(tmp_path / "back", "link/x")


def test_on_a_case_blind_disk_the_second_of_two_keys_is_refused_by_name(tmp_path, monkeypatch):
    found = {"A.csv": (1, ""), "a.csv": (1, ""), "marker/": (0, "")}
    assert len(_transfers.plan_download(None, "hall-air", "", tmp_path, found)[0]) == 2
    monkeypatch.setattr(_transfers, "is_case_blind", lambda folder: True)
    jobs, refused = _transfers.plan_download(None, "hall-air", "", tmp_path, found)
    assert list(jobs) == ["A.csv"] and "A.csv" in refused["a.csv"]


def test_a_key_that_a_policy_forbids_is_named_with_its_reason_and_the_rest_is_sent(folder):
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::hall-air/empty.csv"}
    s3.put_bucket_policy("hall-air", {"Version": "2012-10-17", "Statement": [deny]})
    transfer = s3.upload_folder(folder, "hall-air")
    assert transfer.sent == ["hall 1/é.csv"] and "AccessDenied" in transfer.failed["empty.csv"]


def test_a_missing_folder_and_a_missing_bucket_are_told(folder, tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no folder"):
        s3.upload_folder(tmp_path / "nothing", "hall-air")
    with pytest.raises(boto3.client("s3").exceptions.ClientError, match="NoSuchBucket"):
        s3.upload_folder(folder, "nowhere")
