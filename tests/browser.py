"""Drives the course in a real JupyterLab and a real browser, for the browser test and for people who want to look.

    python tests/browser.py notebooks/06-iam.ipynb --out screenshots --zoom 200 --theme dark

opens a copy of the notebook, runs all of it and saves what a reader sees, one screen after the other.
"""

import argparse
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "lessons"))

from kernel import clean_environment, warm_up_fonts  # noqa: E402 (found by the line before)

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSER = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
SCREEN = (1280, 800)
SECOND = 1000  # in playwright's milliseconds
RED_OUTPUT = ".jp-OutputArea [data-mime-type='application/vnd.jupyter.stderr']"  # tracebacks, and what went to stderr


class Lab(NamedTuple):
    """A running JupyterLab: its address, the folder that it serves, and the progress file of its kernels."""

    url: str
    folder: Path
    progress: Path


# JupyterLab


@contextlib.contextmanager
def open_lab(notebooks=ROOT / "notebooks", theme="light"):
    """A JupyterLab on a copy of a folder (or of one notebook), with an empty home; stopped at the end of the block."""
    warm_up_fonts(ROOT)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        folder = copy_notebooks(Path(notebooks), Path(home) / "course")
        environment = lab_environment(Path(home), theme)
        port = find_free_port()
        log = Path(home) / "lab.log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                lab_command(folder, port), env=environment, cwd=home, stdout=output, stderr=output
            )
        try:
            wait_for_server(server, f"http://127.0.0.1:{port}", log)
            yield Lab(f"http://127.0.0.1:{port}", folder, Path(environment["AWS_ESSENTIALS_PROGRESS"]))
        finally:
            stop_server(server)


def copy_notebooks(source, folder):
    """The folder that the copy is in: a whole folder, or one notebook alone."""
    if source.is_dir():
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    else:
        folder.mkdir()
        shutil.copy(source, folder)
    return folder


def lab_environment(home, theme):
    """A learner's environment, with JupyterLab's own folders in `home` and settings that make it quiet."""
    settings = {
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
        "apputils-extension/themes": {"theme": THEMES[theme]},
        "notebook-extension/tracker": {"windowingMode": "none"},  # all cells stay in the page
    }
    for name, values in settings.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    folders = {f"JUPYTER_{part}_DIR": str(home / part.lower()) for part in ("CONFIG", "DATA", "RUNTIME")}
    lab = {"JUPYTERLAB_SETTINGS_DIR": str(home / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
    return clean_environment(home, ROOT) | folders | lab


def lab_command(folder, port):
    """The command that serves a folder to anybody on this machine who knows the port."""
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"),
        *("--IdentityProvider.token=", "--ServerApp.password=", "--ServerApp.port_retries=0"),
        *("--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", f"--ServerApp.root_dir={folder}"),
    ]


def find_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_server(server, url, log, seconds=90):
    """None, once JupyterLab answers; raises RuntimeError with its log where it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/api/status", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')}")


def stop_server(server):
    """Stop JupyterLab, which stops its kernels; kill it where it takes too long."""
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


# The browser


def find_browser():
    """The path of Chromium or Chrome: what CHROMIUM names, else the first one found."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, BROWSERS), MAC_BROWSER]
    browser = next((path for path in found if path and Path(path).exists()), None)
    if browser is None:
        raise RuntimeError("No Chromium or Chrome found. Run tests/get_chromium.sh, or name one with CHROMIUM=PATH.")
    return browser


@contextlib.contextmanager
def open_page(zoom=100):
    """A page in a headless browser, as large as a small laptop's screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        context = browser.new_context(
            viewport={"width": SCREEN[0], "height": SCREEN[1]}, device_scale_factor=zoom / 100
        )
        page = context.new_page()
        page.set_default_timeout(60 * SECOND)
        try:
            yield page
        finally:
            browser.close()


def open_notebook(page, url, name):
    """Open a notebook, by its path in the served folder, and wait until its kernel is there and idle."""
    page.goto(f"{url}/lab/tree/{name}?reset")
    wait_until_idle(page)


def wait_until_idle(page, seconds=90):
    expect(page.locator("#jp-main-statusbar")).to_contain_text("(ipykernel) | Idle", timeout=seconds * SECOND)


def choose_menu(page, menu, item):
    """Click an item of a menu at the top, by its exact words."""
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()


def run_all(page, seconds=300):
    """Run All Cells, as a learner does from the menu, and wait until every cell has run."""
    last = watch_prompt(page.locator(".jp-CodeCell").last)
    choose_menu(page, "Run", "Run All Cells")
    wait_until_run(page, last, seconds)


def restart_kernel(page):
    """Restart the kernel from the menu: for the learner, a new practice account."""
    choose_menu(page, "Kernel", "Restart Kernel…")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    wait_until_idle(page)


def find_cell(page, number):
    """The cell with this number in the notebook file, counted from 0."""
    return page.locator(".jp-Notebook .jp-Cell").nth(number)


def type_in_cell(page, cell, text):
    """Replace the text of a cell."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def run_cell(page, cell, seconds=60):
    """Run one cell with Shift+Enter, wait until it is done, and return all that it shows as text."""
    prompt = watch_prompt(cell)
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    wait_until_run(page, prompt, seconds)
    return read_output(cell)


def watch_prompt(cell):
    """The prompt of a cell, which from now on keeps all that it shows: its count alone may be the same as before."""
    prompt = cell.locator(".jp-InputPrompt").element_handle()
    prompt.evaluate("""prompt => {
        prompt.seen = []
        new MutationObserver(() => prompt.seen.push(prompt.textContent)).observe(prompt, {childList: true})
    }""")
    return prompt


def wait_until_run(page, prompt, seconds):
    """None, once a watched prompt has shown [*] and then a count."""
    done = r"prompt => prompt.seen.some(text => text.includes('*')) && /\d/.test(prompt.textContent)"
    page.wait_for_function(done, arg=prompt, timeout=seconds * SECOND)
    wait_until_idle(page)


def read_output(cell):
    """What the outputs of a cell show, as text."""
    return "\n".join(cell.locator(".jp-OutputArea-output").all_inner_texts())


def find_error_outputs(page):
    """The texts of all outputs that a reader takes for an error: the red ones, and widgets that do not show."""
    broken = page.locator(".jp-OutputArea-output").filter(has_text="Error displaying widget")
    return page.locator(RED_OUTPUT).all_inner_texts() + broken.all_inner_texts()


# Looking at a lesson


def save_screens(page, folder, name):
    """Scroll through the notebook, save one picture a screen, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    scroller = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer")
    top, paths = 0, []
    while True:
        scroller.evaluate("(element, top) => { element.scrollTop = top }", top)
        page.wait_for_timeout(250)  # for pictures and fonts
        paths.append(folder / f"{name}-{len(paths) + 1:02}.png")
        page.screenshot(path=paths[-1])
        seen = scroller.evaluate("element => [element.scrollTop, element.clientHeight, element.scrollHeight]")
        if seen[0] + seen[1] >= seen[2] - 2:
            return paths
        top = seen[0] + seen[1] - 60


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Run a notebook in JupyterLab and save what a reader sees.")
    parser.add_argument("notebook", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "test-output" / "screens", help="folder for the pictures")
    parser.add_argument("--zoom", type=int, default=100, help="the browser's zoom in percent")
    parser.add_argument("--theme", choices=THEMES, default="light")
    parser.add_argument("--as-stored", action="store_true", help="show the stored outputs; run nothing")
    parser.add_argument("--wide", action="store_true", help="hide the file browser at the left")
    options = parser.parse_args(arguments)
    with open_lab(options.notebook, options.theme) as lab, open_page(options.zoom) as page:
        open_notebook(page, lab.url, options.notebook.name)
        if not options.as_stored:
            run_all(page)
        if options.wide:
            page.keyboard.press("Control+B")
        page.set_viewport_size({"width": SCREEN[0] * 100 // options.zoom, "height": SCREEN[1] * 100 // options.zoom})
        paths = save_screens(page, options.out, options.notebook.stem)
        for text in find_error_outputs(page):
            print(f"An error output:\n{text}", file=sys.stderr)
    print(f"{len(paths)} pictures in {options.out}")


if __name__ == "__main__":
    main()
