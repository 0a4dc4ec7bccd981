"""Links the words of the glossary in a lesson's text, so that lesson scripts stay free of markup.

Where a lesson first uses a word of the glossary, the word becomes a link to its entry, and the entry's first sentence
shows when the mouse rests on it. Two places stay as they are, so that the page stays black and nobody is sent away from
what they came for: the cell with the title and the aims, because what it names comes again below; and a word that the
lesson explains right there, in **bold** or *italics*. A word that is used before it is explained is a link.
"""

import re
from urllib.parse import quote

# What a link would break or must not stand in, in the order in which they are looked for.
PROTECTED = (
    r"^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\1",  # code between fences
    r"(?<=\n\n)(?:(?: {4}|\t).*\n?)+",  # code that is set in
    r"<details[\s\S]*?</details>",
    r"<a\s[\s\S]*?</a>",
    r"<(pre|code|script|style|svg|figure|h[1-6]|th)\b[\s\S]*?</\2>",
    r"<!--[\s\S]*?-->",
    r"</?[a-zA-Z][^>]*>",  # the tag itself
    r"<[a-z]+:[^>\s]*>",
    r"(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\3(?!`)",  # code within a sentence
    r"\${2}[\s\S]*?\${2}|\$[^$\n]+\$",  # formulas
    r"^ {0,3}#{1,6} .*$",  # headings
    r"^.*\S.*\n(?:=+|-{2,})[ \t]*$",
    r"^.*\|.*\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$",  # the head of a table
    r"^ {0,3}\[[^\]]+\]: .*$",
    r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\([^)]*\)|\[[^\]]*\])",  # links and pictures
    r"\bhttps?://\S+",
)
GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*)"  # between the words of a term, which may stand on two lines


def link_lesson(lesson, entries, page):
    """The text of each cell of a lesson, with the first appearance of each term linked to its entry on `page`.

    A link to the page that the lesson itself has, written as in the learner's edition, leads to `page` too.
    """
    texts = [cell.source.replace("](glossary.md", f"]({page}") for cell in lesson.cells]
    prose = list_prose(lesson)
    linked = link_texts([texts[at] for at in prose], find_owners(entries, lesson.number), page)
    for at, text in zip(prose, linked, strict=True):
        texts[at] = text
    return texts


def list_prose(lesson):
    """The numbers of the cells in which words are linked."""
    return [number for number, cell in enumerate(lesson.cells) if cell.kind == "markdown" and number > 0]


def find_owners(entries, number=""):
    """Each form that is linked in the lesson with this number, with the entry that it belongs to."""
    return {form: entry for entry in entries for form in entry.forms_in(number)}


def link_texts(texts, owners, page, known=()):
    """Markdown texts that are read in turn, with a link at the first appearance of each term but the known ones."""
    pattern, seen = compile_forms(owners), set(known)

    def replace(match):
        entry = owners[squeeze(match["form"])] if match["form"] else None
        if entry is None or entry.term in seen:
            return match[0]
        seen.add(entry.term)
        return match[0] if is_explained(match) else f'[{match[0]}]({page}#{entry.anchor} "{write_title(entry)}")'

    return [pattern.sub(replace, text) for text in texts]


def compile_forms(forms):
    """A pattern that finds what is protected, or one of the forms as group "form": the longest one, as whole words."""
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    either = "|".join(bound_form(form) for form in longest_first) or r"(?!)"
    return re.compile(f"{'|'.join(PROTECTED)}|(?P<form>{either})", re.MULTILINE)


def bound_form(form):
    """The pattern of a form that is no part of a longer word; *starred* ones are found only with just these stars."""
    words = GAP.join(re.escape(word) for word in form.split())
    edge = r"\*" if form.startswith("*") else r"[\w-]"
    return rf"(?<!{edge}){words}(?!{edge})"


def squeeze(text):
    """A text with single blanks, as forms are written in the glossary."""
    return " ".join(text.split())


def is_explained(match):
    """True where the form and nothing else is set in bold or italics: that is how a lesson introduces a term."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return match[0].startswith("*") or (before.endswith("*") and after.startswith("*"))


def write_title(entry):
    """The first sentence of an entry, as it can stand in the quotation marks of a link."""
    sentence = re.split(r"(?<=[.]) (?=[A-Z])", squeeze(entry.text))[0]
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", sentence)
    return plain.replace("\\", "").replace('"', "'")


def quote_anchor(heading):
    """What JupyterLab calls a heading in an address."""
    return quote(re.sub(r"[`*]", "", heading).replace(" ", "-"), safe="!$&'*+,;:@/?()")
