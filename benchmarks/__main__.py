"""`make bench`: the numbers that the README and the closing notes give, measured on this machine."""

from benchmarks import decisions, first_answer


def main():
    """Return nothing: prints one line a measurement."""
    practice, plain = first_answer.measure()
    print(f"first S3 answer: practice account {practice:.2f} s, plain moto {plain:.2f} s, ratio {practice / plain:.2f}")
    print(f"IAM decisions: {decisions.measure():,.0f} a second")


main()
