"""Folders to S3 and back: what is sent, what is left out, what fails, and what a failure leaves behind."""

import time

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


def test_the_bar_is_the_same_each_time_and_on_stdout_alone(folder, capsys):
    ends = []
    for _ in range(2):
        s3.upload_folder(folder, "hall-air")
        shown = capsys.readouterr()
        assert shown.err == ""
        ends.append(shown.out.rstrip("\n").rpartition("\r")[2])
    assert ends[0] == ends[1] and ends[0].startswith("100 % |") and ends[0].endswith("| 2 of 2 files")


def test_an_empty_folder_is_sent_without_a_word_of_failure(tmp_path):
    boto3.client("s3").create_bucket(Bucket="hall-air")
    assert repr(s3.upload_folder(tmp_path, "hall-air")) == "sent 0, left out 0 that were there, 0 failed"


def test_a_folder_mark_is_passed_over_and_an_object_whose_key_ends_in_a_slash_is_named(folder, tmp_path):
    s3.upload_folder(folder, "hall-air", "air")
    for key, body in (("air/", b""), ("air/plans/", b""), ("air/notes/", b"text")):
        boto3.client("s3").put_object(Bucket="hall-air", Key=key, Body=body)
    transfer = s3.download_folder("hall-air", "air", tmp_path / "back")
    assert transfer.sent == ["air/empty.csv", "air/hall 1/é.csv"]
    assert list(transfer.failed) == ["air/notes/"]


def test_ctrl_c_begins_nothing_new_and_a_second_run_does_the_rest(tmp_path, monkeypatch):
    boto3.client("s3").create_bucket(Bucket="hall-air")
    for number in range(30):
        (tmp_path / f"{number:02}.csv").write_text(str(number))

    def press(transfer, key, future):
        raise KeyboardInterrupt

    def slow(*arguments):
        time.sleep(0.02)
        return upload(*arguments)

    with monkeypatch.context() as patched:
        upload = _transfers.upload
        patched.setattr(_transfers, "upload", slow)
        patched.setattr(_transfers, "_note", press)
        with pytest.raises(KeyboardInterrupt):
            s3.upload_folder(tmp_path, "hall-air", workers=2)
    there = s3.list_keys("hall-air")
    assert 1 <= len(there) < 30
    again = s3.upload_folder(tmp_path, "hall-air")
    assert again.skipped == there and len(again.sent) == 30 - len(there) and again.failed == {}


def test_a_disk_that_fills_up_in_the_middle_keeps_the_old_file_and_no_half_one(tmp_path):
    resource = pytest.importorskip("resource")  # a limit on the size of files stands in for the full disk
    boto3.client("s3").create_bucket(Bucket="talks")
    boto3.client("s3").put_object(Bucket="talks", Key="opening.mp4", Body=bytes(3 * 2**20))
    (tmp_path / "opening.mp4").write_bytes(b"older")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**20 + 1000, limits[1]))
    try:
        transfer = s3.download_folder("talks", "", tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert transfer.sent == [] and list(transfer.failed) == ["opening.mp4"]
    assert [path.name for path in tmp_path.iterdir()] == ["opening.mp4"]
    assert (tmp_path / "opening.mp4").read_bytes() == b"older"
