"""The files of profiles that boto3 and `aws` read, changed line by line: what a learner wrote in them stays."""

import re

# Settings that would lead a profile to other credentials than the key that is written into it.
ELSEWHERE = {
    "credential_process",
    "credential_source",
    "login_session",
    "role_arn",
    "source_profile",
    "sso_account_id",
    "sso_role_name",
    "sso_session",
    "sso_start_url",
    "web_identity_token_file",
}
HEADER = re.compile(r"\s*\[\s*(?:profile\s+)?[\"']?(?P<name>[^\]\"']*?)[\"']?\s*\]")


def set_profile(text, header, values, drop=()):
    """Return a file's text in which the section `header` has these values and none of the settings in `drop`.

    `header` is "profile blue" in the config file and "blue" in the credentials file. All other lines stay as they are.
    """
    before, own, after = _split(text, _get_name(f"[{header}]"))
    changed = {*values, *drop}
    kept = [line for line in own[1:] if _get_setting(line) not in changed]
    blank = [] if kept and not kept[-1].strip() else ["\n"]
    new = [f"{name} = {value}\n" for name, value in values.items()]
    start = own[:1] or ([] if not before or not before[-1].strip() else ["\n"]) + [f"[{header}]\n"]
    return "".join([*before, *start, *new, *kept, *(blank if after else []), *after])


def list_settings(text, header):
    """Return the names of the settings in a file's section, None where there is no such section."""
    own = _split(text, _get_name(f"[{header}]"))[1]
    return {_get_setting(line) for line in own[1:]} - {None} if own else None


def _split(text, name):
    """The lines before a section, its own (its header first, [] where there is no such section), and those after it."""
    lines = [f"{line}\n" for line in text.splitlines()]
    headers = [number for number, line in enumerate(lines) if HEADER.match(line)]
    start = next((number for number in headers if _get_name(lines[number]) == name), len(lines))
    end = next((number for number in headers if number > start), len(lines))
    return lines[:start], lines[start:end], lines[end:]


def _get_name(line):
    found = HEADER.match(line)
    return found["name"] if found else None


def _get_setting(line):
    """The name of the setting on a line; None for a comment, a blank line and a line that belongs to one above it."""
    if line[:1].isspace() or line.startswith(("#", ";")) or "=" not in line:
        return None
    return line.partition("=")[0].strip().lower()
