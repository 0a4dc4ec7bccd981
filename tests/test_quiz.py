"""Multiple-choice questions: the form of their files, what an answer is told, and the buttons in the notebook."""

import json
import subprocess
import sys
from pathlib import Path

import ipywidgets
import pytest

from helpers import progress, quiz

ONE = {
    "id": "root_user",
    "question": "Who may close the account?",
    "choices": [
        {"text": "Any administrator", "correct": False, "why": "administrators are IAM users."},
        {"text": "The `root` user", "correct": True, "why": "nobody else can."},
        {"text": "Anyone <inside>", "correct": False, "why": "that would be a pity."},
    ],
}
SEVERAL = {
    "id": "good_keys",
    "question": "What keeps a key safe?",
    "several": True,
    "choices": [
        {"text": "Rotating it", "correct": True, "why": "an old one opens nothing."},
        {"text": "Mailing it", "correct": False, "why": "mail is read by many."},
        {"text": "Not making it", "correct": True, "why": "what is not there cannot leak."},
        {"text": "Hiding it in code", "correct": False, "why": "code is shared."},
    ],
}


@pytest.fixture(autouse=True)
def two_questions(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ESSENTIALS_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.setattr(quiz, "list_lessons", lambda: ["06"])
    monkeypatch.setattr(quiz, "read_lesson", lambda number: {"title": "IAM", "questions": [ONE, SEVERAL]})


def change(thing, **fields):
    return {**thing, **fields}


def test_the_right_answer_is_correct_and_every_choice_is_explained():
    verdict = quiz.answer("root_user", "b")
    assert repr(verdict) == (
        "Correct.\n(a) Wrong: administrators are IAM users.\n(b) Right: nobody else can.\n"
        "(c) Wrong: that would be a pity."
    )


def test_a_wrong_answer_is_told_why_and_the_right_one_is_not_given_away():
    verdict = quiz.answer("root_user", "a")
    assert verdict.outcome == "not yet" and "(a) Wrong: administrators are IAM users." in verdict.message
    assert "nobody else" not in verdict.message and "(b)" not in verdict.message


def test_a_second_try_may_be_right_and_progress_keeps_both():
    quiz.answer("root_user", "a")
    quiz.answer("root_user", "b")
    result = progress.read()["06"]["quiz"]["root_user"]
    assert (result["outcome"], result["attempts"], result["not_yet"]) == ("correct", 2, {"a": 1})


@pytest.mark.parametrize("letters", ["ac", "ca", "A, C", "(a) (c)", ["a", "c"], ("c", "a")])
def test_several_right_choices_can_be_written_in_any_way(letters):
    assert quiz.answer("good_keys", letters).outcome == "correct"


def test_part_of_several_right_choices_is_not_yet_correct():
    verdict = quiz.answer("good_keys", "a")
    assert verdict.outcome == "not yet" and "more of the choices are right" in verdict.message


def test_a_wrong_one_among_right_ones_is_named():
    verdict = quiz.answer("good_keys", "abc")
    assert verdict.outcome == "not yet" and "(b) Wrong" in verdict.message and "(a)" not in verdict.message


def test_two_answers_where_one_is_right_are_not_yet_correct():
    assert "more than one" in quiz.answer("root_user", "ab").message


def test_no_answer_is_not_attempted_and_leaves_no_trace():
    assert quiz.answer("root_user", "").outcome == "not attempted"
    assert progress.read() == {}


def test_a_letter_that_is_no_choice_is_refused_with_the_choices():
    with pytest.raises(ValueError, match=r"no choice 'd'. The choices are a, b, c"):
        quiz.answer("root_user", "d")


def test_an_unknown_question_names_the_nearest():
    with pytest.raises(ValueError, match=r"no question called 'rootuser'. Did you mean root_user\?"):
        quiz.ask("rootuser")


def test_the_text_form_has_lettered_choices_and_gives_no_answer_away(capsys):
    quiz.ask("root_user")
    assert capsys.readouterr().out.splitlines() == [
        "Who may close the account?",
        "  (a) Any administrator",
        "  (b) The root user",
        "  (c) Anyone <inside>",
        'Answer with quiz.answer("root_user", letter), a letter such as "b".',
    ]


class Notebook:
    kernel = "one"


def test_in_a_notebook_the_text_form_stands_beside_the_widget_and_holds_no_id(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.get_ipython", Notebook)
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: shown.append(bundle))
    quiz.ask("root_user")
    quiz.ask("root_user")
    assert shown[0]["text/plain"] == shown[1]["text/plain"]
    assert shown[0].keys() == {"text/plain", "application/vnd.jupyter.widget-view+json"}
    model_id = shown[0]["application/vnd.jupyter.widget-view+json"]["model_id"]
    assert model_id and model_id not in shown[0]["text/plain"]


def open_widget(question):
    box = quiz._build_widget(question)
    checkboxes = [child for child in box.children if isinstance(child, ipywidgets.Checkbox)]
    return checkboxes, box.children[-2], box.children[-1]


def test_a_question_is_answered_with_the_buttons():
    checkboxes, button, feedback = open_widget(ONE)
    assert button.description == "Check answer" and feedback.value == ""
    checkboxes[0].value = True
    button.click()
    assert "Not yet." in feedback.value
    checkboxes[1].value = True
    button.click()
    assert "Correct." in feedback.value and progress.read()["06"]["quiz"]["root_user"]["outcome"] == "correct"


def test_only_one_choice_stays_ticked_where_one_is_right():
    checkboxes, _, _ = open_widget(ONE)
    for checkbox in checkboxes:
        checkbox.value = True
    assert [checkbox.value for checkbox in checkboxes] == [False, False, True]


def test_several_choices_stay_ticked_where_several_are_right():
    checkboxes, button, feedback = open_widget(SEVERAL)
    checkboxes[0].value = checkboxes[2].value = True
    button.click()
    assert [checkbox.value for checkbox in checkboxes] == [True, False, True, False] and "Correct." in feedback.value


def test_the_button_without_a_choice_asks_for_one():
    _, button, feedback = open_widget(ONE)
    button.click()
    assert "Pick an answer first." in feedback.value


def test_a_choice_is_plain_text_so_that_its_tooltip_is_too():
    checkboxes, _, _ = open_widget(ONE)
    assert checkboxes[1].description == "(b) The root user"
    assert checkboxes[2].description == "(c) Anyone <inside>"
    assert not any(checkbox.description_allow_html for checkbox in checkboxes)


def test_the_text_form_says_how_to_give_several_letters_and_no_line_is_long():
    lines = quiz._format_question({**SEVERAL, "question": "word " * 40}).splitlines()
    assert lines[-1].endswith('letters), all in one text such as "ac".')
    assert max(map(len, lines)) <= 88


NO_WHY = [{"text": "Any", "correct": False}, *ONE["choices"][1:]]
ALL_OF_THEM = [*ONE["choices"], {"text": "All of the above.", "correct": False, "why": "no."}]


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ([], "'questions' must be there"),
        (["root"], "question 1: must be an object"),
        ([change(ONE, id="root user")], r"question 1 \(root user\): the id must be a new name"),
        ([ONE, ONE], r"question 2 \(root_user\): the id must be a new name"),
        ([change(ONE, question="")], "'question' must be there"),
        ([change(ONE, hint="Think.")], "the field 'hint' is not known"),
        ([change(ONE, choices=NO_WHY)], "choice a: 'why' must be there"),
        ([change(ONE, choices=ALL_OF_THEM)], "choice d: say what is meant in place of 'All of the above.'"),
        ([change(ONE, choices=ONE["choices"][:2])], "1 of 2 are right"),
        ([change(ONE, choices=[change(choice, correct=False) for choice in ONE["choices"]])], "0 of 3 are right"),
        ([change(SEVERAL, several=False)], '2 choices are right, so it needs "several": true'),
        ([change(ONE, choices=[*ONE["choices"], ONE["choices"][0]])], "two choices have the same text"),
    ],
)
def test_a_question_file_of_the_wrong_form_is_refused_with_the_place(questions, words):
    with pytest.raises(quiz.QuizError, match=f"06.json.*{words}"):
        quiz.check_lesson({"title": "IAM", "questions": questions}, "06.json")


FILES = sorted((Path(quiz.__file__).parent / "quiz_questions").glob("*.json"))


def test_there_are_questions():
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_question_file_has_the_right_form(file):
    assert len(file.stem) == 2 and file.stem.isdigit()
    quiz.check_lesson(json.loads(file.read_text(encoding="utf-8")), file.name)


def test_no_two_lessons_share_a_question_id():
    ids = [question["id"] for file in FILES for question in json.loads(file.read_text(encoding="utf-8"))["questions"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_right_answer_is_not_always_the_same_letter(file):
    questions = json.loads(file.read_text(encoding="utf-8"))["questions"]
    right = [tuple(choice["correct"] for choice in question["choices"]) for question in questions]
    assert len(questions) < 3 or len(set(right)) > 1


def test_importing_quiz_needs_no_widgets():
    code = "import sys; from helpers import quiz; sys.exit(bool({'ipywidgets', 'IPython', 'boto3'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1]).returncode == 0
