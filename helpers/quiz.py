"""Multiple-choice questions: `quiz.ask("root_user")` shows one, `quiz.answer("root_user", "b")` answers it.

The questions of a lesson stand in `quiz_questions/NN.json`:

    {"title": "Who may do what",
     "questions": [
       {"id": "root_user",
        "question": "Who may close the account?",
        "choices": [{"text": "The root user", "correct": true, "why": "Nobody else can."},
                    {"text": "Any administrator", "correct": false, "why": "Administrators are IAM users ..."}, ...]}]}

With `"several": true` in a question all its right choices must be picked. In a question and in what is said about a
choice, text in `backticks` is shown as code. A choice itself is plain: the browser repeats it as a tooltip.

Why not the package jupyterquiz: its page elements have random ids, which a strict comparison of stored outputs refuses;
its answers stay in the browser, so progress cannot count them; and it has no text form and no keyboard use.
"""

import difflib
import functools
import json
import string
import textwrap
from importlib import resources

from helpers import progress
from helpers.check._verdict import correct, format_as_html, not_attempted, not_yet

WIDTH = 88  # of the text form
LAZY_CHOICES = ("all of the above", "none of the above", "all of these", "none of these")
STYLE = """<style>
.course-quiz .widget-checkbox, .course-quiz .widget-html, .course-quiz .widget-html-content {
  height: auto; width: auto; line-height: 1.5; font-size: inherit; overflow: visible }
.course-quiz .widget-checkbox label {
  display: flex; gap: 0.6em; align-items: flex-start; height: auto; padding: 0.2em;
  white-space: normal; line-height: 1.5; font-size: inherit; cursor: pointer }
.course-quiz .widget-checkbox input { font-size: inherit; flex: none; width: 1.1em; height: 1.1em; margin: 0.2em 0 0 }
.course-quiz-one .widget-checkbox input {
  appearance: none; border: 1px solid var(--jp-ui-font-color2, #666); border-radius: 50% }
.course-quiz-one .widget-checkbox input:checked { border: 0.33em solid #0072B2 }
.course-quiz button { margin: 0.6em 0.2em }
.course-quiz input:focus-visible, .course-quiz button:focus-visible {
  outline: 2px solid #0072B2; outline-offset: 2px }
</style>"""


class QuizError(ValueError):
    """A question file that has not the right form; the message names the place."""


def ask(question_id):
    """None; displays the question: in JupyterLab with buttons, elsewhere as text for `quiz.answer`."""
    from IPython import get_ipython
    from IPython.display import display

    question = find_question(question_id)[1]
    text = _format_question(question)
    if not hasattr(get_ipython(), "kernel"):
        print(text)
        return
    view = {"version_major": 2, "version_minor": 0, "model_id": _build_widget(question).model_id}
    display({"text/plain": text, "application/vnd.jupyter.widget-view+json": view}, raw=True)


def answer(question_id, letters):
    """The Verdict on an answer such as "b", or "ac" where several are right. It says why, and progress keeps it."""
    lesson, question = find_question(question_id)
    known = string.ascii_lowercase[: len(question["choices"])]
    picked = sorted({letter for letter in "".join(letters).lower() if letter.isalnum()})
    unknown = [letter for letter in picked if letter not in known]
    if unknown:
        raise ValueError(f"There is no choice '{unknown[0]}'. The choices are {', '.join(known)}.")
    verdict = judge(question, {known.index(letter) for letter in picked})
    progress.record(lesson, question_id, verdict.outcome, "".join(picked), kind="quiz")
    return verdict


def judge(question, picked):
    """The Verdict on a set of choice numbers (from 0): why the picked ones are wrong, or, once right, why each is."""
    choices = question["choices"]
    if not picked:
        return not_attempted("Pick an answer first.")
    if not question.get("several") and len(picked) > 1:
        return not_yet("You picked more than one choice.", "Exactly one is right.", "Pick one.")
    if picked == {number for number, choice in enumerate(choices) if choice["correct"]}:
        return correct("\n" + "\n".join(_explain(number, choices) for number in range(len(choices))))
    wrong = [_explain(number, choices) for number in sorted(picked) if not choices[number]["correct"]]
    if wrong:
        return not_yet("", "\n".join(wrong), "Try again.")
    return not_yet("What you picked is right.", "But more of the choices are right too.", "Add what is missing.")


def _explain(number, choices):
    choice = choices[number]
    return f"({string.ascii_lowercase[number]}) {'Right' if choice['correct'] else 'Wrong'}: {choice['why']}"


def _format_question(question):
    """The question and its lettered choices as text that gives no answer away."""
    lines = [textwrap.fill(_make_plain(question["question"]), WIDTH)]
    for letter, choice in _letter(question):
        lines.append(textwrap.fill(f"  ({letter}) {_make_plain(choice['text'])}", WIDTH, subsequent_indent=" " * 6))
    how = 'letters), all in one text such as "ac"' if question.get("several") else 'letter), a letter such as "b"'
    return "\n".join([*lines, f'Answer with quiz.answer("{question["id"]}", {how}.'])


def _make_plain(text):
    """The text without the backticks of code."""
    return text.replace("`", "")


def _letter(question):
    return zip(string.ascii_lowercase, question["choices"], strict=False)


def list_lessons():
    """The numbers of the lessons that have questions, in order: ["00", "06"]."""
    names = [file.name for file in (resources.files("helpers") / "quiz_questions").iterdir()]
    return sorted(name.removesuffix(".json") for name in names if name.endswith(".json"))


@functools.cache
def read_lesson(number):
    """The checked content of a lesson's question file: {"title": ..., "questions": [...]}."""
    file = resources.files("helpers") / "quiz_questions" / f"{number}.json"
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise QuizError(f"quiz_questions/{number}.json is not JSON: {error}") from None
    check_lesson(content, f"quiz_questions/{number}.json")
    return content


def find_question(question_id):
    """(lesson number, question) for an id; the error for an unknown id names the nearest ones."""
    lessons = [(number, read_lesson(number)) for number in list_lessons()]
    found = {question["id"]: (number, question) for number, lesson in lessons for question in lesson["questions"]}
    if question_id not in found:
        nearest = difflib.get_close_matches(str(question_id), found, n=3, cutoff=0.5) or sorted(found)
        raise ValueError(f"There is no question called '{question_id}'. Did you mean {' or '.join(nearest)}?")
    return found[question_id]


def check_lesson(content, place):
    """None, or a QuizError that names the place where a question file has not the right form."""
    _check_fields(content, {"title": str, "questions": list}, {}, place)
    ids = set()
    for number, question in enumerate(content["questions"], start=1):
        here = f"{place}, question {number}"
        _check_fields(question, {"id": str, "question": str, "choices": list}, {"several": bool}, here)
        here += f" ({question['id']})"
        if not question["id"].isidentifier() or question["id"] in ids:
            raise QuizError(f"{here}: the id must be a new name of letters, digits and underscores.")
        ids.add(question["id"])
        _check_choices(question, here)


def _check_choices(question, place):
    choices = question["choices"]
    for letter, choice in zip(string.ascii_lowercase, choices, strict=False):
        _check_fields(choice, {"text": str, "correct": bool, "why": str}, {}, f"{place}, choice {letter}")
        if choice["text"].strip(" .").lower() in LAZY_CHOICES:
            raise QuizError(f"{place}, choice {letter}: say what is meant in place of '{choice['text']}'.")
    right = sum(choice["correct"] for choice in choices)
    if right < 1 or len(choices) - right < 2 or len(choices) > len(string.ascii_lowercase):
        raise QuizError(f"{place}: needs a right choice and two wrong ones, but {right} of {len(choices)} are right.")
    if right > 1 and not question.get("several"):
        raise QuizError(f'{place}: {right} choices are right, so it needs "several": true.')
    if len({choice["text"] for choice in choices}) < len(choices):
        raise QuizError(f"{place}: two choices have the same text.")


def _check_fields(thing, needed, optional, place):
    if not isinstance(thing, dict):
        raise QuizError(f"{place}: must be an object with {', '.join(needed)}.")
    for field in [*needed, *thing]:
        kind = (needed | optional).get(field)
        if kind is None:
            raise QuizError(f"{place}: the field '{field}' is not known; there are {', '.join(needed | optional)}.")
        if field not in thing or not isinstance(thing[field], kind) or thing[field] in ("", []):
            raise QuizError(f"{place}: '{field}' must be there, as a {kind.__name__} that is not empty.")


def _build_widget(question):
    """A box of ipywidgets: question, choices, the button "Check answer" and a place for what it says."""
    import ipywidgets

    boxes = [
        ipywidgets.Checkbox(
            description=f"({letter}) {_make_plain(choice['text'])}", description_allow_html=False, indent=False
        )
        for letter, choice in _letter(question)
    ]
    several = question.get("several", False)
    if not several:
        _keep_one_ticked(boxes)
    button = ipywidgets.Button(description="Check answer", button_style="primary")
    feedback = ipywidgets.HTML()

    def show_verdict(_):
        letters = "".join(letter for letter, box in zip(string.ascii_lowercase, boxes, strict=False) if box.value)
        feedback.value = answer(question["id"], letters)._repr_html_()

    button.on_click(show_verdict)
    how = "Pick all that are right." if several else "Pick one."
    keys = "Keyboard: Tab to a choice, Space to pick. Letters and arrows belong to the notebook."
    title = f"<strong>{format_as_html(question['question'])}</strong><br><small>{how} {keys}</small>"
    box = ipywidgets.VBox([ipywidgets.HTML(STYLE + title), *boxes, button, feedback])
    box.add_class("course-quiz").add_class("course-quiz-several" if several else "course-quiz-one")
    return box


def _keep_one_ticked(boxes):
    def untick_others(change):
        if change["new"]:
            for box in boxes:
                box.value = box is change["owner"]

    for box in boxes:
        box.observe(untick_others, names="value")
