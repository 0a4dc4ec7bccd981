#!/bin/sh
# Makes sure that the browser test finds a browser: does nothing where there is one, else installs Debian's Chromium.
set -eu

has_browser() {
    [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && return
    done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}

say_what_to_do() {
    echo "The browser test needs Chromium or Chrome, and none was found." >&2
    echo "Install one (on Debian: sudo apt-get install chromium fonts-dejavu-core)," >&2
    echo "or name yours: make test CHROMIUM=/path/to/chromium" >&2
    exit 1
}

if has_browser; then
    exit 0
fi
command -v apt-get >/dev/null || say_what_to_do
if [ "$(id -u)" = 0 ]; then
    as_root="env"
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    say_what_to_do
fi
echo "No Chromium or Chrome found: installing Debian's chromium for the browser test."
$as_root DEBIAN_FRONTEND=noninteractive apt-get update --quiet || say_what_to_do
$as_root DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends \
    chromium fonts-dejavu-core || say_what_to_do
