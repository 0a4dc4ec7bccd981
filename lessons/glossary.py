"""The glossary: reads lessons/glossary.md and makes notebooks/glossary.md from it.

    python lessons/glossary.py

lists every link that the lessons get, with the words around it, so that a misleading one is seen.

The page is markdown and no notebook: JupyterLab shows it rendered when a link leads to it, at the entry that the link
names, and needs no kernel for it. In a notebook that it has to open first it does not find the entry; nor does GitHub.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from linking import compile_forms, find_owners, link_texts, list_prose, quote_anchor, squeeze
from rules import LessonError, list_lessons, read_lesson

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "lessons/glossary.md"
PAGE = "glossary.md"
TERM = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")  # so that the address of an entry needs no escapes
FIELD = re.compile(r"(forms|lesson|more|in(?: \d\d)+): (.+)")
EMPHASIS = re.compile(r"(?<!\*)(?P<stars>\*{1,2})(?!\*)(?P<words>[^*]+)(?P=stars)(?!\*)")
HEAD = """<!-- Made by lessons/build.py from lessons/glossary.md.
To read it in JupyterLab, right-click it in the list of files, and choose Open With, Markdown Preview. -->

# Glossary

What the words of this course mean, and the lesson that explains each. Where a lesson first uses such a word, and does
not explain it there, the word is a link to here. Let the mouse rest on it, and it says the most important thing."""


@dataclass(frozen=True)
class Entry:
    """One term of the glossary, as lessons/glossary.md has it."""

    term: str
    topic: str
    forms: dict  # the number of a lesson, or "" for all, to the forms in which the term is linked there
    lesson: str  # the number of the lesson that explains it
    more: str  # a link to a page of AWS, or ""
    text: str
    line: int

    @property
    def anchor(self):
        """Where the entry is on the page: what GitHub makes of the heading by itself."""
        return self.term.lower().replace(" ", "-")

    def forms_in(self, number):
        """The forms that are linked in the lesson with this number."""
        return self.forms.get("", ()) + self.forms.get(number, ())


# Reading it


def read_glossary(root):
    """The entries of a course, in the order of the file, none where there is no file; raises LessonError."""
    path = root / SOURCE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    starts = [number for number, line in enumerate(lines) if line.startswith(("## ", "### "))]
    entries, topic = [], ""
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        if lines[start].startswith("## "):
            topic = lines[start].removeprefix("## ").strip()
        else:
            entries.append(read_entry(lines[start:end], topic, start + 1))
    problems = find_problems(entries)
    if problems:
        raise LessonError("\n".join(problems))
    return entries


def read_entry(lines, topic, line):
    """The entry that stands in some lines: a heading, fields, one a line, and the text."""
    body, fields = lines[1:], {}
    while body and (found := FIELD.fullmatch(body[0])):
        fields[found[1]] = found[2].strip()
        body = body[1:]
    forms = {}
    for name, value in fields.items():
        for number in name.split()[1:] or [""]:
            if name.startswith(("forms", "in ")):
                forms[number] = tuple(squeeze(form) for form in value.split(","))
    text, term = "\n".join(body).strip(), lines[0].removeprefix("### ").strip()
    return Entry(term, topic, forms, fields.get("lesson", ""), fields.get("more", ""), text, line)


def find_problems(entries):
    """One line for each entry that could not be linked to, or that says nothing."""
    terms, owners, found = {}, {}, []
    for entry in entries:
        place = f"{SOURCE}:{entry.line}: {entry.term!r}"
        if not TERM.fullmatch(entry.term):
            found.append(f"{place} is in the address of its entry: write letters, digits, single blanks and hyphens.")
        if entry.term.lower() in terms:
            found.append(f"{place} stands already in line {terms[entry.term.lower()]}.")
        if not (entry.forms and entry.lesson and entry.text and entry.topic):
            found.append(f"{place} needs the lines 'forms: ...' and 'lesson: NN', a text, and a topic above it.")
        terms[entry.term.lower()] = entry.line
        for number, forms in entry.forms.items():
            for form in forms:
                if (number, form) in owners:
                    found.append(f"{place} has the form {form!r}, as the entry in line {owners[number, form]} has.")
                owners[number, form] = entry.line
    return found


# Where lessons use its words


def find_uses(lesson, entries):
    """The terms that a lesson uses: of each, the number of the cell and the place in it of the first appearance."""
    owners, uses = find_owners(entries, lesson.number), {}
    pattern = compile_forms(owners)
    for number in list_prose(lesson):
        for match in pattern.finditer(lesson.cells[number].source):
            if match["form"]:
                uses.setdefault(owners[squeeze(match["form"])].term, (number, match.start("form")))
    return uses


def find_places(lesson, entries):
    """Where a lesson explains each term that it uses: in **bold**, else in *italics*, else where it is first met."""
    terms = {form.strip("*").lower(): entry.term for form, entry in find_owners(entries, lesson.number).items()}
    places = {"*": {}, "**": {}}
    for number, cell in enumerate(lesson.cells):
        for match in EMPHASIS.finditer(cell.source) if cell.kind == "markdown" else ():
            term = terms.get(squeeze(match["words"]).lower())
            places[match["stars"]].setdefault(term, (number, match.start()))
    return find_uses(lesson, entries) | places["*"] | places["**"]


def find_heading(lesson, place):
    """The heading of the section that a place lies in; None under the lesson's title."""
    number, start = place
    before = [cell.source for cell in lesson.cells[:number] if cell.kind == "markdown"]
    headings = re.findall(r"^## (.+)$", "\n".join([*before, lesson.cells[number].source[:start]]), re.MULTILINE)
    return headings[-1] if headings else None


# Making the page


def make_page(lessons, entries):
    """The glossary's page, in markdown: the terms by topic, then an entry for each, from A to Z."""
    by_number = {lesson.number: lesson for lesson in lessons}
    unknown = [entry for entry in entries if entry.lesson not in by_number]
    if unknown:
        lines = (f"{SOURCE}:{entry.line}: {entry.term!r}: there is no lesson {entry.lesson!r}." for entry in unknown)
        raise LessonError("\n".join(lines))
    places = {number: find_places(lesson, entries) for number, lesson in by_number.items()}
    texts = [
        write_entry(entry, entries, write_place(by_number[entry.lesson], places[entry.lesson].get(entry.term)))
        for entry in sort_entries(entries)
    ]
    return "\n\n".join([HEAD, write_index(entries), *texts]) + "\n"


def sort_entries(entries):
    return sorted(entries, key=lambda entry: (entry.term.lower(), entry.term))


def write_index(entries):
    """The terms of each topic as links, a paragraph a topic, in the order of the file, which sets like beside like."""
    topics = {}
    for entry in entries:
        topics.setdefault(entry.topic, []).append(f"[{entry.term}](#{entry.anchor})")
    return "\n\n".join(f"**{topic}:** {', '.join(links)}" for topic, links in topics.items())


def write_entry(entry, entries, place):
    """One entry: the term, what it means, where it is explained, and AWS's own page.

    JupyterLab does not name a heading as GitHub does, so a mark stands above it.
    """
    (text,) = link_texts([entry.text], find_owners(entries), "", known=[entry.term])
    more = f" More: {entry.more}." if entry.more else ""
    return f'<a id="{entry.anchor}"></a>\n\n## {entry.term}\n\n{text}\n\n{place}{more}'


def write_place(lesson, place):
    """Where a lesson explains a term, as a link to the section, or to the lesson where the place is not known."""
    heading = find_heading(lesson, place) if place else None
    address = f"{lesson.path.stem}.ipynb" + (f"#{quote_anchor(heading)}" if heading else "")
    title = heading or re.search(r"^# (.+)$", lesson.cells[0].source, re.MULTILINE)[1]
    return f"Lesson {lesson.number}: [{title}]({address})."


# Looking at it


def list_links(root=ROOT):
    """One line for each link that a lesson gets: the lesson, and the link between the words around it."""
    entries = read_glossary(root)
    for path in list_lessons(root / "lessons"):
        lesson = read_lesson(path)
        for term, (number, start) in find_uses(lesson, entries).items():
            text = lesson.cells[number].source
            around = squeeze(f"{text[max(0, start - 50) : start]}>>>{text[start : start + 60]}")
            yield f"{lesson.number}  {term:28} {around}"


if __name__ == "__main__":
    print("\n".join(list_links()))
