"""Each lesson as a learner meets it: JupyterLab, a browser, Run All, a quiz, an exercise, and the kernel restarted.

Pictures of what was seen are left in test-output/screenshots.
"""

import json
import re
import time

import browser
import build
import nbformat
import pytest
from playwright.sync_api import expect
from rules import called_checks, list_lessons, read_lesson, split_solution

from helpers import quiz

LESSONS = [read_lesson(path) for path in list_lessons(browser.ROOT / "lessons")]
PICTURES = browser.ROOT / "test-output" / "screenshots"

pytestmark = pytest.mark.browser
STILL_OPEN = {"10": "find_the_public_prefix"}  # its second half has an account of its own


@pytest.fixture(scope="module")
def lab():
    with browser.open_lab() as running:
        make_fewer_files(running.folder / "07-command-line.ipynb")
        yield running


def make_fewer_files(notebook):
    """None; the lesson sends five hundred files, not ten thousand: nbval sends them all, and a page shows no more."""
    text = notebook.read_text(encoding="utf-8")
    assert text.count("for hour in range(500)") == 1
    notebook.write_text(text.replace("for hour in range(500)", "for hour in range(25)"), encoding="utf-8")


@pytest.fixture
def page():
    with browser.open_page() as opened:
        yield opened


@pytest.mark.parametrize("lesson", LESSONS[::-1], ids=lambda lesson: lesson.path.stem)  # the longest run first
def test_a_learner_can_work_through_the_lesson(lab, page, lesson):
    name = f"{lesson.path.stem}.ipynb"
    cells = nbformat.read(lab.folder / name, as_version=4).cells
    browser.open_notebook(page, lab.url, name)
    browser.run_all(page)
    save_picture(page, lesson, "after-run-all")
    assert browser.find_error_outputs(page) == []
    assert page.locator(".jp-OutputPlaceholder").count() == 0  # what was folded away for a prediction is shown
    assert counts_of(page) == list(range(1, len(counts_of(page)) + 1))

    move_every_control(page, lesson)
    answer_first_quiz(page, lesson, cells)
    solve_first_exercise(page, lesson, cells)
    done = read_progress(lab, lesson)
    assert done == {choose_exercise(lesson).exercise: "correct"}

    browser.restart_kernel(page)
    assert read_progress(lab, lesson) == done
    show_progress_in_first_cell(page, lesson, cells)


def save_picture(page, lesson, what):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{lesson.path.stem}-{what}.png")


def counts_of(page):
    texts = page.locator(".jp-CodeCell .jp-InputPrompt").all_inner_texts()
    return [int(re.sub(r"\D", "", text) or 0) for text in texts]


def read_progress(lab, lesson):
    """The outcome of each exercise of the lesson that the progress file knows."""
    results = json.loads(lab.progress.read_text())
    return {name: result["outcome"] for name, result in results[lesson.number]["exercises"].items()}


def number_of(cells, wanted):
    """The number of the first cell that `wanted` says yes to, counted from 0."""
    return next(number for number, cell in enumerate(cells) if cell.cell_type == "code" and wanted(cell))


def move_every_control(page, lesson):
    """Move each slider and each choice of each explorer with the keyboard; picture and words must follow."""
    for explorer in page.locator(".course-explorer").all():
        figure = explorer.locator("figure")
        for handle in explorer.locator(".noUi-handle").all():
            before = read_figure(figure)
            handle.focus()
            page.keyboard.press("ArrowRight")  # which may stay within the same words, so on to an end
            page.keyboard.press("Home" if at_end(handle) else "End")
            wait_for_change(figure, before)
        for choice in explorer.locator(".widget-toggle-buttons").all():
            before = read_figure(figure)
            choice.locator("button:not(.mod-active)").first.focus()
            page.keyboard.press("Space")
            wait_for_change(figure, before)
    save_picture(page, lesson, "explorer")


def at_end(handle):
    return handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")


def read_figure(figure):
    return figure.locator("img").get_attribute("src"), figure.inner_text()


def wait_for_change(figure, before, seconds=20):
    """None, once the picture or the words of an explorer are others than before."""
    end = time.monotonic() + seconds
    while read_figure(figure) == before:
        assert time.monotonic() < end, f"nothing changed: {before[1]}"
        figure.page.wait_for_timeout(100)


def answer_first_quiz(page, lesson, cells):
    """Pick a wrong answer with the mouse, then the right one with the keyboard alone, and see what each is told."""
    number = number_of(cells, lambda cell: "quiz.ask(" in cell.source)
    _, question = quiz.find_question(re.search(r'quiz\.ask\("(\w+)"', cells[number].source)[1])
    right = [choice["correct"] for choice in question["choices"]]
    cell = browser.find_cell(page, number)
    boxes, button = cell.get_by_role("checkbox"), cell.get_by_role("button", name="Check answer", exact=True)

    boxes.nth(right.index(False)).check()
    button.click()
    expect(cell.get_by_text("Not yet.")).to_be_visible()

    boxes.nth(right.index(False)).uncheck()
    for number in [number for number, correct in enumerate(right) if correct]:
        boxes.nth(number).focus()
        page.keyboard.press("Space")
    button.focus()
    page.keyboard.press("Enter")
    expect(cell.get_by_text("Correct.")).to_be_visible()
    save_picture(page, lesson, "quiz")


def choose_exercise(lesson):
    """The first exercise of the lesson's core that the account, as it is after Run All, still has to do with."""
    name = STILL_OPEN.get(lesson.number)
    return next(one for one in lesson.exercises if not one.extra and name in (None, one.exercise))


def solve_first_exercise(page, lesson, cells):
    """Type the solution into the exercise's cell and see its check turn green."""
    exercise = choose_exercise(lesson)
    starter, solution = split_solution(exercise)
    number = number_of(cells, lambda cell: cell.metadata.get("exercise") == exercise.exercise)
    check = number + number_of(cells[number:], lambda cell: exercise.exercise in called_checks(cell.source))
    assert "Not attempted yet." in browser.read_output(browser.find_cell(page, check))

    browser.type_in_cell(page, browser.find_cell(page, number), f"{starter}\n{solution}")
    browser.run_cell(page, browser.find_cell(page, number))
    assert browser.run_cell(page, browser.find_cell(page, check)).lstrip("✓ \n").startswith("Correct.")
    verdict = browser.find_cell(page, check).get_by_role("status")
    assert verdict.evaluate("element => getComputedStyle(element).borderLeftColor") == "rgb(0, 158, 115)"
    save_picture(page, lesson, "exercise")


def show_progress_in_first_cell(page, lesson, cells):
    """A new kernel, whose account is empty, still shows the exercise as done."""
    cell = browser.find_cell(page, number_of(cells, lambda cell: True))
    browser.type_in_cell(page, cell, "from helpers import progress\nprogress.show()")
    browser.run_cell(page, cell)
    row = cell.get_by_role("row").filter(has_text=re.compile(rf"^\s*{lesson.number} "))
    expect(row).to_contain_text(f"1 of {sum(not exercise.extra for exercise in lesson.exercises)}")
    save_picture(page, lesson, "progress")


def test_the_browser_sees_an_error_a_warning_and_a_broken_widget(lab, page):
    """The test above could not fail if these were not seen."""
    notebook = build.make_notebook(LESSONS[0], "learner")
    view = "{'application/vnd.jupyter.widget-view+json': {'version_major': 2, 'version_minor': 0, 'model_id': 'gone'}}"
    warn = "import sys, time\ntime.sleep(1)\nprint('careful', file=sys.stderr)"
    widget = f"from IPython.display import display\ndisplay({view}, raw=True)"
    notebook.cells = [nbformat.v4.new_code_cell(text) for text in (warn, widget, "1 / 0")]
    nbformat.write(notebook, lab.folder / "broken.ipynb")
    browser.open_notebook(page, lab.url, "broken.ipynb")
    browser.run_all(page)
    expect(page.get_by_text("Error displaying widget")).to_be_visible()
    warning, error, widget = browser.find_error_outputs(page)
    assert "careful" in warning
    assert "ZeroDivisionError" in error
    assert "Error displaying widget" in widget


DOUBLER = """from helpers._explorers.explorer import Choice, Explorer, Slider
import matplotlib.pyplot as plt
def draw(number):
    figure, axes = plt.subplots()
    axes.bar([0], [number])
    return figure
controls = {"number": Slider("Number of servers at night", 0, 10, value=2, unit="servers"), "by": Choice("By", (1, 3))}
Explorer("Doubling", controls, lambda number, by: number * by, draw, lambda number: f"That makes {number}.")
"""


def test_an_explorer_follows_its_slider_and_its_choice(lab, page):
    notebook = build.make_notebook(LESSONS[0], "learner")
    notebook.cells = [nbformat.v4.new_code_cell(DOUBLER)]
    nbformat.write(notebook, lab.folder / "doubler.ipynb")
    browser.open_notebook(page, lab.url, "doubler.ipynb")
    browser.run_all(page)
    explorer = page.locator(".course-explorer")
    expect(explorer).to_contain_text("That makes 2.")
    explorer.locator(".noUi-handle").focus()
    page.keyboard.press("ArrowRight")
    expect(explorer).to_contain_text("That makes 3.")
    expect(explorer.locator(".widget-readout")).to_have_text("3")
    explorer.get_by_role("button", name="3", exact=True).focus()
    page.keyboard.press("Space")
    expect(explorer).to_contain_text("That makes 9.")
    with pytest.raises(AssertionError, match="nothing changed"):
        wait_for_change(explorer.locator("figure"), read_figure(explorer.locator("figure")), seconds=1)
    page.screenshot(path=PICTURES / "an-explorer.png")


HOME = [
    "from helpers import sandbox, widgets\nimport boto3\nsandbox.start()",
    "widgets.console_home()",
    "widgets.sign_up_checklist()",
    "# the learner types here",
]
MAKE_ALIAS = "!aws iam create-account-alias --account-alias meetup-ny"
MAKE_BUDGET = """response = boto3.client("budgets").create_budget(
    AccountId="123456789012",
    Budget={"BudgetName": "month", "BudgetType": "COST", "TimeUnit": "MONTHLY",
            "BudgetLimit": {"Amount": "20", "Unit": "USD"}},
    NotificationsWithSubscribers=[{
        "Notification": {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 10,
                         "ThresholdType": "ABSOLUTE_VALUE"},
        "Subscribers": [{"SubscriptionType": "EMAIL", "Address": "you@example.com"}]}])"""


@pytest.fixture
def home(lab, page):
    """A page with a notebook that shows the console home and the checklist, everything run."""
    notebook = build.make_notebook(LESSONS[0], "learner")
    notebook.cells = [nbformat.v4.new_code_cell(text) for text in HOME]
    nbformat.write(notebook, lab.folder / "home.ipynb")
    browser.open_notebook(page, lab.url, "home.ipynb")
    browser.run_all(page)
    return page


def test_the_console_home_follows_what_later_cells_do(home):
    shown, later = browser.find_cell(home, 1), browser.find_cell(home, 3)
    recommendations = shown.get_by_role("listitem")
    expect(shown.get_by_role("heading", name="Console home")).to_be_visible()
    expect(recommendations.filter(has_text="A budget that mails you")).to_contain_text("To do")
    browser.type_in_cell(home, later, MAKE_ALIAS)
    browser.run_cell(home, later)
    expect(shown).to_contain_text("meetup-ny (123456789012)")
    browser.type_in_cell(home, later, MAKE_BUDGET)
    browser.run_cell(home, later)
    expect(shown.get_by_role("status")).to_have_text("Latest change: Done: A budget that mails you.")
    expect(recommendations.filter(has_text="A budget that mails you")).to_contain_text("Done")
    expect(shown).to_contain_text("month: 0.00 of 20.00 USD, mails you@example.com")
    assert browser.find_error_outputs(home) == []
    assert_fits(shown)
    home.screenshot(path=PICTURES / "console-home.png")


def assert_fits(cell):
    """No scroll bar of its own, and nothing wider than the page: at full size, and at twice the size."""
    inner = "area => [...area.querySelectorAll('*')].filter(one => one.scrollWidth > one.clientWidth + 1 &&"
    inner += " ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)).length"
    for width in (browser.SCREEN[0], browser.SCREEN[0] // 2):
        cell.page.set_viewport_size({"width": width, "height": browser.SCREEN[1]})
        area = cell.locator(".jp-OutputArea-output").first
        assert area.evaluate(inner) == 0
        assert area.evaluate("area => area.scrollWidth - area.clientWidth") <= 1


def test_the_checklist_is_ticked_by_keyboard_and_a_new_kernel_knows(home):
    boxes = browser.find_cell(home, 2).get_by_role("checkbox")
    boxes.first.focus()
    home.keyboard.press("Space")
    home.keyboard.press("Tab")
    home.keyboard.press("Space")
    expect(browser.find_cell(home, 2).get_by_role("status")).to_contain_text("2 of ")
    browser.restart_kernel(home)
    browser.run_all(home)
    expect(boxes.nth(1)).to_be_checked()
    assert [box.is_checked() for box in boxes.all()][:3] == [True, True, False]
    assert_fits(browser.find_cell(home, 2))
    home.screenshot(path=PICTURES / "checklist.png")
