"""`make bench`: the numbers that the README and the closing notes give, measured on this machine."""

from benchmarks import decisions, first_answer, folder_transfers


def main():
    """Return nothing: prints one line a measurement."""
    practice, plain = first_answer.measure()
    print(f"first S3 answer: practice account {practice:.2f} s, plain moto {plain:.2f} s, ratio {practice / plain:.2f}")
    print(f"IAM decisions: {decisions.measure():,.0f} a second")
    ours, theirs = folder_transfers.measure()
    print(f"ten thousand files: upload_folder {ours:.0f} s, aws s3 cp {theirs:.0f} s, ratio {theirs / ours:.2f}")


main()
