"""The builder: what each edition holds, what makes it build again, and what it refuses, with file and line."""

import json
import shutil

import build
import kernel
import nbformat
import pytest
import rules

LESSON = """# %% [markdown]
# # Counting

# %%
from helpers import check, sandbox

sandbox.start()

# %%
print("before the exercise")

# %% [markdown]
# ### Exercise: store seven
# <details><summary>Hint 1</summary>It is a dict.</details>
# <details><summary>Hint 2</summary>Set the key.</details>

# %% exercise="store_seven"
# Store 7 under "number".
# solution
sandbox.state["number"] = 7

# %%
check.store_seven()
"""
HELPERS = {
    "__init__.py": "",
    "sandbox.py": 'state = {}\n\n\ndef start():\n    state.clear()\n    print("Started.")\n',
    "check.py": """from helpers import sandbox


class Verdict(str):
    def __repr__(self):
        return str(self)


def store_seven():
    if not sandbox.state:
        return Verdict("Not attempted yet. Store a number.")
    return Verdict("Correct." if sandbox.state["number"] == 7 else "Not yet. That is not correct.")
""",
}
PROJECT = '[project]\ndependencies = ["nbformat==1.0", "pytest>=9"]\n'


@pytest.fixture
def course(tmp_path):
    """A course of one small lesson, with helpers that need no account."""
    for folder in ("lessons", "helpers", "data"):
        (tmp_path / folder).mkdir()
    for name, text in HELPERS.items():
        (tmp_path / "helpers" / name).write_text(text)
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    write_lesson(tmp_path, LESSON)
    return tmp_path


def write_lesson(course, text, name="01-count.py"):
    (course / "lessons" / name).write_text(text)


def read_notebook(course, edition, name="01-count.ipynb"):
    return nbformat.read(course / build.FOLDERS[edition] / name, as_version=4)


def find_exercise(notebook):
    return next(cell for cell in notebook.cells if "exercise" in cell.metadata)


def problems(course, old, new):
    """What the rules say of the lesson after one change to its text."""
    assert old in LESSON
    write_lesson(course, LESSON.replace(old, new))
    return rules.find_problems(rules.read_lesson(course / "lessons" / "01-count.py"))


def line_of(text):
    return next(number for number, line in enumerate(LESSON.splitlines(), start=1) if line.startswith(text))


# Editions


def test_the_stored_answer_to_a_prediction_is_folded_away(course):
    asks = "\n# %% [markdown]\n# **Before you run the next cell:** what is it?\n\n# %%\n6 * 7\n\n# %%\n1 + 1\n"
    write_lesson(course, LESSON + asks)
    cells = build.make_notebook(build.read_lessons(course)[0], "learner").cells
    folded = [cell.source for cell in cells if cell.metadata.get("jupyter", {}).get("outputs_hidden")]
    assert folded == ["6 * 7"]


def test_the_learners_edition_holds_the_starter_and_not_the_solution(course):
    notebook = build.make_notebook(build.read_lessons(course)[0], "learner")
    assert find_exercise(notebook).source == '# Store 7 under "number".'


def test_the_solved_edition_holds_starter_and_solution_without_the_marker(course):
    notebook = build.make_notebook(build.read_lessons(course)[0], "solved")
    assert find_exercise(notebook).source == '# Store 7 under "number".\nsandbox.state["number"] = 7'


def test_cell_ids_are_unique_equal_in_both_editions_and_valid(course):
    write_lesson(course, LESSON + '\n# %%\nprint("again")\n\n# %%\nprint("again")\n')
    lesson = build.read_lessons(course)[0]
    learner, solved = (build.make_notebook(lesson, edition) for edition in build.FOLDERS)
    names = [cell.id for cell in learner.cells]
    assert names == [cell.id for cell in solved.cells]
    assert len(set(names)) == len(names)
    nbformat.validate(learner)


def test_a_cell_keeps_its_id_when_another_is_added_before_it(course):
    before = [cell.id for cell in build.make_notebook(build.read_lessons(course)[0], "learner").cells]
    write_lesson(course, LESSON.replace("# %%\nprint", "# %%\n1 + 1\n\n# %%\nprint"))
    after = [cell.id for cell in build.make_notebook(build.read_lessons(course)[0], "learner").cells]
    assert len(after) == len(before) + 1
    assert [name for name in after if name in before] == before


def test_what_jupytext_notes_for_itself_is_not_in_the_notebook(course):
    write_lesson(course, LESSON.replace('exercise="store_seven"', 'exercise="store_seven" tags=["wide"]'))
    notebook = build.make_notebook(build.read_lessons(course)[0], "learner")
    assert find_exercise(notebook).metadata == {"exercise": "store_seven", "tags": ["wide"]}
    assert all(not cell.metadata for cell in notebook.cells if "exercise" not in cell.metadata)


# Building


def test_both_editions_are_executed_and_say_their_verdicts(course, capsys):
    assert build.build(course) == 0
    for edition, verdict in (("learner", "Not attempted yet."), ("solved", "Correct.")):
        code = [cell for cell in read_notebook(course, edition).cells if cell.cell_type == "code"]
        assert [cell.execution_count for cell in code] == [1, 2, 3, 4]
        assert code[-1].outputs[0].data["text/plain"].startswith(verdict)
    lines = capsys.readouterr().out.splitlines()
    assert sorted(line.split(" in ")[0] for line in lines) == [
        "built      notebooks/01-count.ipynb",
        "built      notebooks/solutions/01-count.ipynb",
    ]


def test_building_twice_gives_the_same_bytes(course):
    streams = "import sys\nprint(1)\nprint(2, file=sys.stderr)\nprint(3)"
    picture = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    widget = 'import ipywidgets\nipywidgets.Button(description="Go")'
    command = "# !echo one; sleep 0.2; echo two"
    write_lesson(course, "\n\n# %%\n".join([LESSON, streams, picture, widget, command]))
    (lesson,) = build.read_lessons(course)
    results = []
    for _ in range(2):
        build.build_notebook(lesson, "learner", course)
        results.append((course / "notebooks" / "01-count.ipynb").read_bytes())
    assert results[0] == results[1]
    assert b'"image/png"' in results[0]


def test_a_notebook_stores_neither_times_nor_exact_versions_nor_widget_views(course):
    write_lesson(course, LESSON + '\n# %%\nimport ipywidgets\nipywidgets.Button(description="Go")\n')
    (lesson,) = build.read_lessons(course)
    build.build_notebook(lesson, "learner", course)
    notebook = read_notebook(course, "learner")
    assert notebook.metadata == build.METADATA
    assert set(notebook.cells[-1].outputs[0].data) == {"text/plain"}
    assert all("execution" not in cell.metadata for cell in notebook.cells)


def test_a_kernel_knows_nothing_of_who_builds(course, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "real")
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    ask = "import os\nprint([name for name in os.environ if name.startswith(('AWS', 'XDG'))])\nprint(os.listdir('~'))\n"
    ask = ask.replace("'~'", "os.environ['HOME']") + "print(os.path.basename(os.getcwd()))"
    write_lesson(course, LESSON + f"\n# %%\n{ask}\n")
    assert build.build(course) == 0
    home = "['.ipython']"
    for edition, folder in (("learner", "notebooks"), ("solved", "solutions")):
        said = read_notebook(course, edition).cells[-1].outputs[0].text.splitlines()
        assert said == ["['AWS_ESSENTIALS_PROGRESS']", home, folder]


def test_each_notebook_has_a_progress_file_of_its_own(tmp_path):
    first, second = (kernel.clean_environment(tmp_path / name, tmp_path) for name in ("a", "b"))
    assert first["AWS_ESSENTIALS_PROGRESS"] != second["AWS_ESSENTIALS_PROGRESS"]


def test_a_cell_that_fails_stops_the_build_with_its_text_and_traceback(course, capsys):
    write_lesson(course, LESSON + "\n# %%\nprices = {}\nprices['s3']\n")
    assert build.build(course) == 2
    said = capsys.readouterr().err
    assert "notebooks/01-count.ipynb: a cell failed." in said
    assert "prices['s3']" in said
    assert "KeyError: 's3'" in said
    assert "\x1b" not in said
    assert not (course / "notebooks" / "01-count.ipynb").exists()


def test_a_failing_cell_is_an_error_even_where_it_is_tagged_as_expected(course):
    write_lesson(course, LESSON + '\n# %% tags=["raises-exception"]\n1 / 0\n')
    assert build.build(course) == 2


def test_a_kernel_that_dies_is_told_with_the_cell_that_killed_it(course, capsys):
    write_lesson(course, LESSON + "\n# %%\nimport os\nos._exit(1)\n")
    assert build.build(course) == 2
    assert "os._exit(1)" in capsys.readouterr().err


def test_a_solution_that_its_check_does_not_accept_stops_the_build(course, capsys):
    write_lesson(course, LESSON.replace('["number"] = 7', '["number"] = 8'))
    assert build.build(course) == 1
    said = capsys.readouterr().err
    assert "notebooks/solutions/01-count.ipynb: check.store_seven() must begin with 'correct'" in said
    assert "Not yet. That is not correct." in said


def test_a_starter_that_counts_as_an_attempt_stops_the_build(course, capsys):
    write_lesson(course, LESSON.replace("# solution", 'sandbox.state["number"] = 1\n# solution'))
    assert build.build(course) == 1
    assert "notebooks/01-count.ipynb: check.store_seven() must begin with 'not attempted'" in capsys.readouterr().err


# Only what changed


@pytest.fixture
def quick_course(course, monkeypatch):
    """The course, with a kernel that runs nothing, and a second lesson."""
    write_lesson(course, LESSON.replace("store_seven", "store_eight"), "02-more.py")
    monkeypatch.setattr(build, "run_notebook", lambda *_: None)
    monkeypatch.setattr(build, "check_verdict", lambda *_: None)
    monkeypatch.setattr(build, "warm_up_fonts", lambda *_: None)
    assert build.build(course) == 0
    return course


def built(course, capsys, **options):
    capsys.readouterr()
    assert build.build(course, **options) == 0
    return sorted(line.split()[1] for line in capsys.readouterr().out.splitlines() if line.startswith("built"))


FIRST = ["notebooks/01-count.ipynb", "notebooks/solutions/01-count.ipynb"]
SECOND = ["notebooks/02-more.ipynb", "notebooks/solutions/02-more.ipynb"]
BOTH = sorted(FIRST + SECOND)


def test_nothing_is_built_again_when_nothing_changed(quick_course, capsys):
    assert built(quick_course, capsys) == []


def test_a_changed_script_builds_its_own_notebooks_again(quick_course, capsys):
    write_lesson(quick_course, LESSON.replace("before", "well before"))
    assert built(quick_course, capsys) == FIRST


@pytest.mark.parametrize("changed", ["helpers/sandbox.py", "helpers/new.py", "data/prices.csv", "lessons/build.py"])
def test_a_changed_helper_or_table_builds_every_notebook_again(quick_course, capsys, changed):
    (quick_course / changed).write_text("# changed\n")
    assert built(quick_course, capsys) == BOTH


@pytest.mark.parametrize("changed", ["helpers/check/lesson_02/sums.py", "helpers/quiz_questions/02.json"])
def test_a_helper_that_serves_one_lesson_builds_only_that_one_again(quick_course, capsys, changed):
    (quick_course / changed).parent.mkdir(parents=True)
    (quick_course / changed).write_text("# changed\n")
    assert built(quick_course, capsys) == SECOND


def test_another_quiz_question_builds_every_notebook_again_because_each_shows_how_many_there_are(quick_course, capsys):
    (quick_course / "helpers" / "quiz_questions").mkdir()
    (quick_course / "helpers" / "quiz_questions" / "02.json").write_text('{"questions": [{"id": "what"}]}')
    assert built(quick_course, capsys) == BOTH
    (quick_course / "helpers" / "quiz_questions" / "02.json").write_text('{"questions": [{"id": "other"}]}')
    assert built(quick_course, capsys) == SECOND


def test_a_new_version_of_a_pinned_package_builds_every_notebook_again(quick_course, capsys, monkeypatch):
    monkeypatch.setattr(build, "version", lambda name: {"nbformat": "2.0"}[name])
    assert built(quick_course, capsys) == BOTH


def test_a_notebook_that_was_changed_by_hand_or_deleted_is_built_again(quick_course, capsys):
    (quick_course / FIRST[0]).unlink()
    with (quick_course / SECOND[1]).open("a") as notebook:
        notebook.write("\n")
    assert built(quick_course, capsys) == [FIRST[0], SECOND[1]]


def test_force_and_a_name_choose_what_is_built(quick_course, capsys):
    assert built(quick_course, capsys, force=True, names=["02"]) == SECOND
    assert built(quick_course, capsys, force=True, names=["01-count"]) == FIRST
    with pytest.raises(rules.LessonError, match=r"There is no lesson 07\. There are: 01-count, 02-more\."):
        build.build(quick_course, names=["07"])


def test_what_failed_is_tried_again(quick_course, capsys, monkeypatch):
    def fail(*_):
        raise kernel.CellError("no")

    with monkeypatch.context() as patch:
        patch.setattr(build, "run_notebook", fail)
        assert build.build(quick_course, force=True) == 4
    assert built(quick_course, capsys) == BOTH


def test_git_is_told_to_ignore_the_builders_notes(quick_course):
    assert (quick_course / ".build" / ".gitignore").read_text() == "*\n"
    assert sorted(json.loads((quick_course / ".build" / "stamps.json").read_text())) == BOTH


# Comparing what is committed with the scripts


def test_a_notebook_as_built_does_not_differ_from_its_script(quick_course):
    assert build.find_differences(quick_course) == []


def edit_notebook(path, change):
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda book: book.cells[2].update(source="print(2)"), "cell 3 differs"),
        (lambda book: book.cells[0].update(source="# Other"), "cell 1 differs"),
        (lambda book: book.cells[2].update(id="other"), "cell 3 differs"),
        (lambda book: book.cells[2].metadata.update(tags=["x"]), "cell 3 differs"),
        (lambda book: book.cells.pop(), "5 cells, not 6"),
        (lambda book: book.metadata.language_info.update(version="3.11.7"), "metadata"),
    ],
)
def test_a_notebook_edited_by_hand_is_found(quick_course, change, words):
    edit_notebook(quick_course / FIRST[0], change)
    (line,) = build.find_differences(quick_course)
    assert line.startswith(FIRST[0])
    assert words in line
    assert "make notebooks" in line


def test_a_missing_and_a_left_over_notebook_are_found(quick_course):
    shutil.move(quick_course / FIRST[1], quick_course / "notebooks" / "09-old.ipynb")
    assert build.find_differences(quick_course) == [
        "notebooks/09-old.ipynb: no lesson makes it. Remove it.",
        f"{FIRST[1]}: is missing. Run `make notebooks`.",
    ]


def test_the_check_command_fails_only_where_something_differs(quick_course, monkeypatch, capsys):
    monkeypatch.setattr(build.find_differences, "__defaults__", (quick_course,))
    assert build.main(["--check"]) == 0
    (quick_course / FIRST[0]).unlink()
    assert build.main(["--check"]) == 1
    assert "is missing" in capsys.readouterr().out


# The glossary's links, and its page

GLOSSARY = """## Words

### Store
forms: store
lesson: 01

To put a number away.
"""
TEXT = "\n# %% [markdown]\n# How to store more.\n"


@pytest.fixture
def course_with_glossary(quick_course):
    """The quick course, whose first lesson uses a word of a glossary."""
    write_glossary(quick_course, GLOSSARY)
    write_lesson(quick_course, LESSON + TEXT)
    assert build.build(quick_course) == 0
    return quick_course


def write_glossary(course, text):
    (course / "lessons" / "glossary.md").write_text(text)


def text_of(course, edition):
    return read_notebook(course, edition).cells[-1].source


def test_both_editions_link_to_the_page_of_the_glossary_and_keep_their_cells_ids(course_with_glossary):
    assert text_of(course_with_glossary, "learner") == (
        'How to [store](glossary.md#store "To put a number away.") more.'
    )
    assert text_of(course_with_glossary, "solved") == (
        'How to [store](../glossary.md#store "To put a number away.") more.'
    )
    (lesson, _) = build.read_lessons(course_with_glossary)
    names = [cell.id for cell in build.make_notebook(lesson, "learner").cells]
    for edition in build.FOLDERS:
        assert [cell.id for cell in read_notebook(course_with_glossary, edition).cells] == names
    assert "## Store\n\nTo put a number away." in (course_with_glossary / "notebooks" / "glossary.md").read_text()


def test_a_changed_glossary_gives_new_links_and_runs_nothing(course_with_glossary, capsys, monkeypatch):
    path = course_with_glossary / FIRST[0]
    edit_notebook(path, lambda book: book.cells[2].update(execution_count=7))
    stamps = json.loads((course_with_glossary / ".build" / "stamps.json").read_text())
    stamps[FIRST[0]][1] = build.stamp_file(path)
    (course_with_glossary / ".build" / "stamps.json").write_text(json.dumps(stamps))
    monkeypatch.setattr(build, "run_notebook", lambda *_: pytest.fail("a notebook was run"))
    write_glossary(course_with_glossary, GLOSSARY.replace("To put", "To lay"))
    assert [line.split(".")[0] for line in build.find_differences(course_with_glossary)] == [
        "notebooks/01-count",
        "notebooks/solutions/01-count",
        "notebooks/glossary",
    ]
    capsys.readouterr()
    assert build.build(course_with_glossary) == 0
    said = capsys.readouterr().out.splitlines()
    assert sorted(line.rsplit(" ", 1)[0].strip() for line in said) == ["new links"] * 2 + ["unchanged"] * 2
    assert '"To lay a number away."' in text_of(course_with_glossary, "learner")
    assert read_notebook(course_with_glossary, "learner").cells[2].execution_count == 7
    assert build.find_differences(course_with_glossary) == []
    assert built(course_with_glossary, capsys) == []


@pytest.mark.parametrize("change", [lambda path: path.unlink(), lambda path: path.write_text("# Glossary\n")])
def test_a_page_of_the_glossary_that_is_missing_or_edited_by_hand_is_found(course_with_glossary, change):
    change(course_with_glossary / "notebooks" / "glossary.md")
    (line,) = build.find_differences(course_with_glossary)
    assert line == "notebooks/glossary.md: differs from the glossary. Run `make notebooks`."


def test_a_page_without_a_glossary_is_found(course_with_glossary):
    (course_with_glossary / "lessons" / "glossary.md").unlink()
    assert any(
        line.startswith("notebooks/glossary.md: differs") for line in build.find_differences(course_with_glossary)
    )


def test_a_glossary_with_a_fault_stops_the_build_with_its_line(course_with_glossary, monkeypatch, capsys):
    write_glossary(course_with_glossary, GLOSSARY.replace("lesson: 01\n", ""))
    monkeypatch.setattr(build.find_differences, "__defaults__", (course_with_glossary,))
    assert build.main(["--check"]) == 1
    assert capsys.readouterr().err.startswith("lessons/glossary.md:3: 'Store' needs the lines")


# What is refused


def test_a_lesson_as_it_should_be_has_no_problem(course):
    assert problems(course, "# Counting", "# Counting") == []


def test_a_lesson_without_exercise_is_refused(course):
    start = LESSON.index("# %% [markdown]\n# ### Exercise")
    write_lesson(course, LESSON[:start])
    (problem,) = rules.find_problems(rules.read_lesson(course / "lessons" / "01-count.py"))
    assert problem.startswith("lessons/01-count.py:1: no exercise.")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("# solution\n", "", "has no line that is exactly '# solution'"),
        ("# solution\n", "#solution\n", "has no line that is exactly '# solution'"),
        ("# solution\n", "    # solution\n", "has no line that is exactly '# solution'"),
        ('sandbox.state["number"] = 7\n', "", "has nothing below '# solution'"),
        ('# Store 7 under "number".\n', "", "has nothing above '# solution'"),
        ("# solution\n", "# solution\nx = 1\n# solution\n", "has more than one line '# solution'"),
        ("# <details><summary>Hint 2</summary>Set the key.</details>\n", "", "has 1 of 2 hints"),
        ("# %% exercise", "# %%\n1 + 1\n\n# %% exercise", "has 0 of 2 hints"),
        ("check.store_seven()", "1 + 1", "has no check. Write a cell with check.store_seven() after it"),
        ('print("before the exercise")', "check.store_seven()", None),
        ("store_seven", "StoreSeven", "needs a name of small letters"),
    ],
)
def test_an_exercise_that_lacks_something_is_refused_with_its_line(course, old, new, words):
    found = problems(course, old, new)
    text = (course / "lessons" / "01-count.py").read_text().splitlines()
    place = next(number for number, line in enumerate(text, start=1) if "exercise=" in line)
    if words is None:
        assert found == []
    else:
        assert len(found) == 1
        assert found[0].startswith(f"lessons/01-count.py:{place}: exercise ")
        assert words in found[0]


def test_a_check_before_its_exercise_is_not_enough(course):
    text = LESSON.replace("check.store_seven()", "1 + 1").replace('print("before', 'check.store_seven()\nprint("before')
    write_lesson(course, text)
    (problem,) = rules.find_problems(rules.read_lesson(course / "lessons" / "01-count.py"))
    assert "has no check" in problem


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('print("before', '1\n# solution\nprint("before', 11, "'# solution' in a cell without exercise"),
        ("check.store_seven()", "check.store_seven()\ncheck.other()", 22, "check.other() has no exercise"),
        ("# %%\nprint", '# %% excercise="x"\nprint', 9, "the cell option 'excercise' is not known"),
        ('exercise="store_seven"', 'exercise="store_seven" hidden=true', 17, "the cell option 'hidden' is not known"),
        ("sandbox.start()", "sandbox.start()\n1 + 1", 4, "the first code cell must import sandbox"),
        ("sandbox.start()", "1 + 1", 4, "the first code cell must import sandbox"),
        ("from helpers import check, sandbox", "import helpers", 4, "the first code cell must import sandbox"),
        ("# %%\nfrom", "# %%\n1 + 1\n\n# %%\nfrom", 4, "the first code cell must import sandbox"),
        ("# %%\nfrom", "# %%\n1 +\n\n# %%\nfrom", 4, "the first code cell must import sandbox"),
        ('"before the exercise"', f'"{"x" * 93}"', 10, "102 characters of code, and 100 fit"),
        ('["number"] = 7', f'["number"] = {"7" * 90}', 20, "characters of code, and 100 fit"),
    ],
)
def test_what_would_go_wrong_elsewhere_in_a_lesson_is_refused_with_its_line(course, old, new, line, words):
    (problem,) = problems(course, old, new)
    assert problem.startswith(f"lessons/01-count.py:{line}: ")
    assert words in problem


def test_an_extra_exercise_is_marked_in_its_heading_and_in_its_cell(course):
    heading, cell = ("### Exercise:", "### If time is left:"), ('"store_seven"', '"store_seven" extra=true')
    write_lesson(course, LESSON.replace(*heading).replace(*cell, 1))
    lesson = rules.read_lesson(course / "lessons" / "01-count.py")
    assert rules.find_problems(lesson) == [] and lesson.exercises[0].extra
    for old, new in (heading, cell):
        (problem,) = problems(course, old, new)
        assert "extra=true and a heading that begins with '### If time is left: '" in problem


def test_an_exercise_on_a_text_cell_is_refused(course):
    found = problems(course, "# %% [markdown]\n# # Counting", '# %% [markdown] exercise="count"\n# # Counting')
    assert "lessons/01-count.py:1: exercise 'count' stands on a markdown cell. Move it to the code cell." in found


def test_a_check_that_is_only_spoken_of_in_the_text_is_no_check(course):
    assert problems(course, "# # Counting", "# # Counting\n#\n# Later you run `check.other()`.") == []


def test_an_exercise_name_used_twice_in_a_lesson_is_refused(course):
    again = LESSON[LESSON.index("# %% [markdown]\n# ### Exercise") :]
    write_lesson(course, LESSON + "\n" + again)
    (problem,) = rules.find_problems(rules.read_lesson(course / "lessons" / "01-count.py"))
    line = line_of("# %% exercise")
    assert f"exercise 'store_seven' stands already in line {line}. Choose another name." in problem


def test_an_exercise_name_used_in_two_lessons_is_refused(course):
    write_lesson(course, LESSON, "02-more.py")
    line = line_of("# %% exercise")
    with pytest.raises(rules.LessonError) as error:
        build.read_lessons(course)
    assert str(error.value) == (
        f"lessons/02-more.py:{line}: exercise 'store_seven' stands already in lessons/01-count.py:{line}. "
        "Choose another name."
    )


def test_all_problems_of_all_lessons_are_told_at_once(course):
    write_lesson(course, LESSON.replace("# solution\n", ""))
    write_lesson(course, LESSON.replace("sandbox.start()", "1").replace("store_seven", "other"), "02-more.py")
    with pytest.raises(rules.LessonError) as error:
        build.read_lessons(course)
    assert [line.split(":")[0] for line in str(error.value).splitlines()] == [
        "lessons/01-count.py",
        "lessons/02-more.py",
    ]


def test_text_before_the_first_cell_is_refused(course):
    write_lesson(course, "import os\n\n" + LESSON)
    with pytest.raises(rules.LessonError, match=r"lessons/01-count\.py:1: 6 lines start with '# %%'.*finds 7 cells"):
        build.read_lessons(course)


def test_the_command_tells_problems_without_a_traceback(course, monkeypatch, capsys):
    write_lesson(course, LESSON.replace("# solution\n", ""))
    monkeypatch.setattr(build.find_differences, "__defaults__", (course,))
    assert build.main(["--check"]) == 1
    assert capsys.readouterr().err.startswith("lessons/01-count.py:17: exercise 'store_seven' has no line")
