"""The glossary: which words of a lesson become links, where these lead, and that no term is left out.

How a page comes out is read from its HTML, made by a markdown parser that the builder does not use.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import browser
import build
import glossary
import pytest
from linking import find_owners, link_texts
from markdown_it import MarkdownIt
from playwright.sync_api import expect
from rules import Cell, Lesson, LessonError, list_lessons, read_lesson

ROOT = Path(__file__).resolve().parent.parent
LESSONS = [read_lesson(path) for path in list_lessons(ROOT / "lessons")]
ENTRIES = glossary.read_glossary(ROOT)
EMPTY = {"br", "hr", "img"}
KEPT_FREE = {"a", "code", "pre", "h1", "h2", "h3", "h4", "th", "details", "summary"}

# What a lesson sets in bold, although it is no term: the words, with the reason.
LABEL, WEIGHT, CASE = "names a part of the page", "gives a word weight", "names a case of an exercise"
NO_TERMS = {
    "You will be able to": LABEL,
    "Sources": LABEL,
    "Shift+Enter": "two keys to press",
    **dict.fromkeys(("assumptions", "percent", "by what factor"), WEIGHT),
    **dict.fromkeys(("ten minutes", "every"), WEIGHT),
    **dict.fromkeys(("laptop", "web host", "server room", "GPU rental"), CASE),
    **dict.fromkeys(("who", "what", "on what", "why not", "every Region"), WEIGHT),
}

every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.number)


# Reading a page


class Reader(HTMLParser):
    """Reads HTML into parts: (text, the tags around it, the address of the link that it is in or "")."""

    def __init__(self):
        super().__init__()
        self.parts, self.tags, self.address = [], [], ""

    def handle_starttag(self, tag, attributes):
        if tag in EMPTY:
            return
        self.tags.append(tag)
        if tag == "a":
            self.address = dict(attributes).get("href", "")

    def handle_endtag(self, tag):
        if tag in EMPTY:
            return
        self.tags.pop()
        if tag == "a":
            self.address = ""

    def handle_data(self, text):
        self.parts.append((text, tuple(self.tags), self.address))


def to_html(text):
    return MarkdownIt("commonmark").enable("table").render(text)


def read_parts(text):
    reader = Reader()
    reader.feed(to_html(text))
    return reader.parts


def drop_links(html):
    """HTML without the links to the glossary, whose words stay."""
    return re.sub(r'<a href="[./]*glossary\.md#[^>]*>(.*?)</a>', r"\1", html, flags=re.DOTALL)


def to_glossary(address):
    return re.match(r"[./]*glossary\.md#", address)


def linked_terms(text):
    """The words of each link to the glossary, with the part of its address behind the page."""
    links = [(words, address) for words, _, address in read_parts(text) if to_glossary(address)]
    return [(" ".join(words.split()), address.split("#")[1]) for words, address in links]


# A small glossary of its own


SMALL = """
## Storage

### Bucket
forms: bucket, buckets
lesson: 00

Where "S3" keeps `objects`. More.

### Bucket policy
forms: bucket policy
lesson: 00

A policy on a bucket.

### Availability Zone
forms: Availability Zone, Availability Zones
lesson: 00

Some data centres.

### Key
forms: *key*, object key
in 06: keys
lesson: 00

A name.
"""


def read_small(tmp_path, text=SMALL):
    (tmp_path / "lessons").mkdir(exist_ok=True)
    (tmp_path / "lessons" / "glossary.md").write_text(text)
    return glossary.read_glossary(tmp_path)


@pytest.fixture
def link(tmp_path):
    """Links texts with the small glossary, as in the lesson with a number."""
    entries = read_small(tmp_path)
    return lambda *texts, number="00": link_texts(texts, find_owners(entries, number), "glossary.md")


def test_the_first_appearance_is_linked_and_no_other(link):
    first, second = link("Two buckets, one bucket.", "And a bucket.")
    assert linked_terms(first) == [("buckets", "bucket")]
    assert first.count("](") == 1
    assert second == "And a bucket."


def test_the_first_sentence_of_the_entry_shows_when_the_mouse_rests_on_the_link(link):
    (text,) = link("A bucket.")
    assert text == "A [bucket](glossary.md#bucket \"Where 'S3' keeps objects.\")."


def test_the_longest_term_is_linked_and_the_shorter_one_within_it_is_not(link):
    (text,) = link("A bucket policy, and a bucket policy, and a bucket.")
    assert linked_terms(text) == [("bucket policy", "bucket-policy"), ("bucket", "bucket")]
    assert drop_links(to_html(text)) == to_html("A bucket policy, and a bucket policy, and a bucket.")


def test_a_term_that_stands_on_two_lines_is_linked(link):
    assert linked_terms(link("Each Availability\nZone.")[0]) == [("Availability Zone", "availability-zone")]
    assert linked_terms(link("- Each Availability\n  Zone.")[0]) == [("Availability Zone", "availability-zone")]
    assert linked_terms(link("Each Availability\n\nZone.")[0]) == []


@pytest.mark.parametrize("text", ["Bucketful", "my-bucket", "bucket_name", "bucketing", "Bucket", "availability zone"])
def test_a_part_of_a_word_or_another_case_is_not_linked(link, text):
    assert link(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "# The bucket",
        "### The bucket ###",
        "The bucket\n==========",
        "The bucket\n---",
        "`bucket`",
        "``a `bucket` b``",
        "`a\nbucket`",
        "```python\nbucket = 1\n```",
        "~~~\nbucket\n~~~",
        "Text:\n\n    bucket = 1\n\n",
        "[the bucket](https://aws.amazon.com)",
        "[the `x` [old] bucket](x.md)",
        "[the bucket][1]",
        "[bucket]: https://aws.amazon.com/bucket",
        "![a bucket](bucket.png 'A bucket')",
        "<https://aws.amazon.com/bucket/>",
        "https://aws.amazon.com/bucket and",
        '<img alt="a bucket" src="x.png">',
        "<a href='x'>a bucket</a>",
        "<!-- bucket -->",
        "<code>bucket</code>",
        "<details><summary>Hint 1</summary>The bucket\nis there.</details>",
        "| bucket | other |\n| --- | --- |\n| x | y |",
        "bucket | other\n:-- | --:\nx | y",
        "$bucket$",
    ],
)
def test_nothing_is_linked_in_headings_code_links_html_hints_and_table_heads(link, text):
    assert link(text) == [text]
    after = f"{text}\n\nA bucket."
    assert linked_terms(link(after)[0]) == [("bucket", "bucket")]


def test_a_term_in_a_table_or_a_list_is_linked_and_both_stay_what_they_are(link):
    for text in ("| a | b |\n| --- | --- |\n| a bucket | c |", "- one\n- a bucket\n\n  and more", "> a bucket"):
        (linked,) = link(text)
        assert linked_terms(linked) == [("bucket", "bucket")]
        assert drop_links(to_html(linked)) == to_html(text)


def test_bold_within_a_sentence_stays_bold(link):
    text = "**The bucket has two names.** More."
    (linked,) = link(text)
    assert drop_links(to_html(linked)) == to_html(text)
    assert [tags for words, tags, _ in read_parts(linked) if words == "bucket"] == [("p", "strong", "a")]


@pytest.mark.parametrize("text", ["A **bucket** holds it.", "A *bucket* holds it."])
def test_a_term_is_not_linked_where_the_lesson_explains_it_nor_later(link, text):
    assert link(text, "Another bucket.") == [text, "Another bucket."]


def test_a_term_that_is_used_before_it_is_explained_is_linked(link):
    first, second = link("One bucket. Two.", "A **bucket** holds it.")
    assert linked_terms(first) == [("bucket", "bucket")]
    assert second == "A **bucket** holds it."


def test_a_form_in_stars_is_found_only_with_just_these_stars(link):
    assert link("The *key* is a name.", "The object key.") == ["The *key* is a name.", "The object key."]
    (text,) = link("The key **key** of an object key.")
    assert linked_terms(text) == [("object key", "key")]


def test_a_form_that_is_an_ordinary_word_is_linked_in_the_lessons_that_are_named_alone(link):
    assert linked_terms(link("Two keys.", number="06")[0]) == [("keys", "key")]
    assert link("Two keys.", number="00") == ["Two keys."]


def test_a_link_to_the_page_that_a_lesson_writes_itself_leads_there_from_both_editions(tmp_path):
    lesson = Lesson(Path("00-a.py"), [Cell("markdown", text, 1) for text in ("# A", "The [glossary](glossary.md).")])
    for page in build.PAGES.values():
        assert build.link_lesson(lesson, read_small(tmp_path), page)[1] == f"The [glossary]({page})."


def test_the_cell_with_the_title_and_code_cells_are_left_alone(tmp_path):
    cells = [
        Cell("markdown", "# A bucket\nA bucket.", 1),
        Cell("code", "bucket = 1", 4),
        Cell("markdown", "A bucket.", 6),
    ]
    texts = build.link_lesson(Lesson(Path("00-a.py"), cells), read_small(tmp_path), "glossary.md")
    assert texts[:2] == [cell.source for cell in cells[:2]]
    assert linked_terms(texts[2]) == [("bucket", "bucket")]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("### Key", "### The key: a name", "lessons/glossary.md:22: 'The key: a name' is in the address"),
        ("### Key", "### bucket", "lessons/glossary.md:22: 'bucket' stands already in line 4"),
        ("lesson: 00\n\nA name.", "\nA name.", "lessons/glossary.md:22: 'Key' needs the lines"),
        ("A name.", "", "'Key' needs the lines"),
        ("forms: *key*, object key\nin 06: keys\n", "", "'Key' needs the lines"),
        ("## Storage", "", "lessons/glossary.md:4: 'Bucket' needs the lines"),
        ("object key", "bucket policy", "'Key' has the form 'bucket policy', as the entry in line 10 has"),
    ],
)
def test_an_entry_that_could_not_be_linked_to_is_refused_with_its_line(tmp_path, old, new, words):
    with pytest.raises(LessonError, match=re.escape(words)):
        read_small(tmp_path, SMALL.replace(old, new))


def test_an_entry_for_a_lesson_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(LessonError, match=r"lessons/glossary\.md:4: 'Bucket': there is no lesson '00'"):
        glossary.make_page([], read_small(tmp_path))


# The lessons as they are


@every_lesson
@pytest.mark.parametrize("edition", build.FOLDERS)
def test_links_change_nothing_of_a_lessons_text_but_add_themselves(lesson, edition):
    plain, linked = (build.make_notebook(lesson, edition, entries).cells for entries in ((), ENTRIES))
    for before, after in zip(plain, linked, strict=True):
        if before.cell_type == "markdown":
            assert drop_links(to_html(after.source)) == to_html(before.source)
        assert before | {"source": ""} == after | {"source": ""}


@every_lesson
def test_no_term_is_linked_in_a_heading_code_a_link_a_hint_or_the_head_of_a_table(lesson):
    for text in linked_texts(lesson):
        for words, tags, address in read_parts(text):
            if to_glossary(address):
                assert not (KEPT_FREE & set(tags[: tags.index("a")])), words


def linked_texts(lesson, edition="learner"):
    notebook = build.make_notebook(lesson, edition, ENTRIES)
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


@every_lesson
def test_the_first_appearance_of_each_term_is_a_link_unless_the_lesson_explains_it_there(lesson):
    first = find_first_appearances(linked_texts(lesson)[1:], lesson.number)
    assert {anchor: how for anchor, how in first.items() if how not in {"linked", "explained"}} == {}
    used = glossary.find_uses(lesson, ENTRIES)
    assert sorted(first) == sorted(entry.anchor for entry in ENTRIES if entry.term in used)


def find_first_appearances(texts, number):
    """How each term first stands on the page, found by what a reader sees: "linked", "explained", or the words."""
    forms = {form: entry.anchor for entry in ENTRIES for form in entry.forms_in(number)}
    longest_first = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True) if form[0] != "*")
    first = {}
    for words, tags, address in (part for text in texts for part in read_parts(text)):
        words = " ".join(words.split())
        if KEPT_FREE & set(tags) - ({"a"} if to_glossary(address) else set()):
            continue
        stars = {"em": "*", "strong": "**"}.get(tags[-1] if tags else "", "")
        if stars and f"{stars}{words}{stars}" in forms:
            first.setdefault(forms[f"{stars}{words}{stars}"], "explained")
        for found in re.findall(rf"(?<![\w-])(?:{longest_first})(?![\w-])", words):
            how = "explained" if stars and found == words else f"neither linked nor explained: {words}"
            first.setdefault(forms[found], "linked" if address.endswith(f"#{forms[found]}") else how)
    return first


def test_each_entry_is_met_in_the_lesson_that_it_names():
    used = {lesson.number: glossary.find_uses(lesson, ENTRIES) for lesson in LESSONS}
    assert [entry.term for entry in ENTRIES if entry.term not in used[entry.lesson]] == []


@every_lesson
def test_each_term_that_a_lesson_sets_in_bold_has_an_entry(lesson):
    known = {form.strip("*").lower() for entry in ENTRIES for form in entry.forms_in(lesson.number)}
    assert [term for term in find_bold_terms(lesson) if term.lower() not in known and term not in NO_TERMS] == []


def find_bold_terms(lesson):
    """What a lesson sets in bold, but figures, and what ends with a full stop, a colon or a question mark."""
    text = "\n\n".join(cell.source for cell in lesson.cells if cell.kind == "markdown")
    parts = ((" ".join(words.split()), tags) for words, tags, _ in read_parts(text))
    bold = [words for words, tags in parts if "strong" in tags and not KEPT_FREE & set(tags)]
    return [words for words in bold if not re.search(r"^\d|[.:?]$", words)]


def test_every_exception_from_that_is_still_met():
    met = {term for lesson in LESSONS for term in find_bold_terms(lesson)}
    assert sorted(set(NO_TERMS) - met) == []


# The page


@pytest.fixture(scope="module")
def page():
    """The page as it would be built now; that the stored one is the same is tested with the notebooks."""
    return glossary.make_page(LESSONS, ENTRIES)


def test_the_page_has_each_entry_once_from_a_to_z(page):
    terms = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert sorted(terms) == sorted(entry.term for entry in ENTRIES)
    assert terms == sorted(terms, key=str.lower)


def test_every_link_to_an_entry_leads_to_a_mark_and_heading_of_that_name(page):
    marks = re.findall(r'<a id="([^"]+)"></a>\n\n## (.+)\n', page)
    assert [mark for mark, term in marks] == [re.sub(r"\W+", "-", term.lower()) for mark, term in marks]
    addresses = [address for _, _, address in read_parts(page) if address.startswith("#")]
    for lesson in LESSONS:
        for edition, prefix in (("learner", ""), ("solved", "../")):
            for text in linked_texts(lesson, edition):
                links = [address for _, _, address in read_parts(text) if to_glossary(address)]
                assert all(address.startswith(f"{prefix}{glossary.PAGE}#") for address in links)
                addresses += [address.removeprefix(f"{prefix}{glossary.PAGE}") for address in links]
    assert len(addresses) > 2 * len(ENTRIES)
    assert {address.removeprefix("#") for address in addresses} <= {mark for mark, _ in marks}


def test_no_entry_links_to_itself(page):
    for text in page.split('<a id="')[1:]:
        assert f"(#{text.split(chr(34))[0]} " not in text


def test_each_entry_says_in_which_lesson_it_is_explained_and_leads_to_that_section(page):
    headings = {lesson.path.stem: find_headings(lesson) for lesson in LESSONS}
    places = re.findall(r"^Lesson (\d\d): \[.+?\]\(([\w-]+)\.ipynb(?:#([^)]+))?\)", page, re.MULTILINE)
    assert [number for number, _, _ in places] == [entry.lesson for entry in glossary.sort_entries(ENTRIES)]
    for number, stem, heading in places:
        assert stem.startswith(number)
        assert not heading or heading in headings[stem]  # JupyterLab compares letter by letter, so nothing is quoted


def find_headings(lesson):
    """The headings of a lesson as JupyterLab names them."""
    text = "\n".join(cell.source for cell in lesson.cells if cell.kind == "markdown")
    return {re.sub("[`*]", "", heading).replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.term)
def test_an_entry_is_short_and_its_first_sentence_can_stand_alone(entry):
    sentences = re.split(r"(?<=[.]) (?=[A-Z])", " ".join(entry.text.split()))
    assert 1 <= len(sentences) <= 3
    assert 20 <= len(sentences[0]) <= 170
    assert re.fullmatch(r"\[[^\]]+\]\(https://[^\s()]+\)", entry.more) or not entry.more


def test_the_list_of_links_shows_each_with_the_words_around_it():
    lines = list(glossary.list_links())
    assert len(lines) == sum(len(glossary.find_uses(lesson, ENTRIES)) for lesson in LESSONS)
    assert all(re.match(r"\d\d  .+>>>\w|\d\d  .+>>>\*", line) for line in lines)


# In JupyterLab


@pytest.mark.browser
def test_a_click_on_a_term_opens_the_page_at_its_entry_and_another_leads_back_to_the_lesson():
    term, places = "Practice account", glossary.find_places(LESSONS[0], ENTRIES)
    section = glossary.find_heading(LESSONS[0], places[term])
    with browser.open_lab() as lab, browser.open_page() as tab:
        for name in ("solutions/00-start-here.ipynb", "00-start-here.ipynb"):
            tab.goto(f"{lab.url}/lab/tree/{name}?reset")
            link = tab.locator(".jp-RenderedMarkdown a").get_by_text(term.lower(), exact=True)
            assert link.get_attribute("title").startswith("The copy of AWS")
            link.click()
            expect(tab.locator(".jp-MarkdownViewer h2", has_text=term)).to_be_in_viewport()
        tab.locator(".jp-MarkdownViewer a").get_by_text(section, exact=True).last.click()
        expect(tab.locator(".jp-NotebookPanel h2", has_text=section)).to_be_in_viewport()
