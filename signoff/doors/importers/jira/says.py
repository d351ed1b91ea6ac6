"""What a problem or a note says to its reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _later

from .problems import ImportProblem

#: what the file is instead of an export
_OTHERS: Mapping[str, str] = {
    "zip": _later("a zip archive or an Excel workbook (.xlsx)"),
    "old-excel": _later("an Excel workbook (.xls)"),
    "pdf": _later("a PDF"),
    "gzip": _later("a compressed file"),
    "archive": _later("a compressed file"),
    "database": _later("a database file"),
    "picture": _later("a picture"),
    "program": _later("a program"),
    "rich-text": _later("a text document with formatting"),
    "binary": _later("a file that holds no text"),
    "page": _later("a web page, perhaps the sign-in page of Jira"),
    "excel-page": _later("Jira's export for Word or Excel, which is a web page inside"),
    "backup": _later("the backup of a whole Jira server"),
    "xml-without-items": _later("an XML file without a single issue"),
    "json-without-objects": _later("a JSON file without a single issue"),
    "jira-nothing-found": _later("the answer to a search that found nothing"),
    "jira-error": _later("an error message of Jira"),
    "jira-webhook": _later("a message that Jira sends to other programs"),
    "jira-comments": _later("the comments of one Jira issue"),
    "jira-worklogs": _later("the work logs of one Jira issue"),
    "jira-transitions": _later("a list of Jira's transitions"),
    "jira-boards": _later("a list of Jira's boards or sprints"),
    "jira-project": _later("the description of a Jira project"),
    "jira-fields": _later("a list of Jira's fields"),
    "jira-statuses": _later("a list of Jira's statuses"),
    "jira-filters": _later("a list of Jira's filters"),
    "jira-people": _later("a list of Jira's users"),
    "trello": _later("the export of a Trello board"),
    "deck": _later("the export of a Nextcloud Deck board"),
    "github": _later("issues of GitHub"),
    "gitlab": _later("issues of GitLab"),
    "redmine": _later("issues of Redmine"),
}

_PROBLEMS: Mapping[str, str] = {
    "no-file": _later("The file %(path)s cannot be opened: %(why)s."),
    "empty": _later("The file is empty."),
    "too-big": _later(
        "The file is larger than %(most)s MB, which is the most that can be read. Export the project in parts."
    ),
    "not-a-table": _later("This is not a Jira export but plain text that begins with “%(start)s”. %(how)s"),
    "no-rows": _later("The table has column names (%(columns)s) and not a single row beneath them."),
    "too-many-columns": _later("The table has %(columns)s columns; at most %(most)s can be read."),
    "cell-too-long": _later(
        "A cell in row %(row)s is longer than %(most)s characters. Most likely a quotation mark before it is "
        "never closed."
    ),
    "unclosed-quote": _later(
        "A quotation mark that opens in row %(row)s is never closed: the file is cut off, or was edited by hand. "
        "Export it again."
    ),
    "broken-csv": _later("The table breaks in row %(row)s: %(why)s."),
    "broken-encoding": _later("The file is not readable as %(encoding)s. Save it as UTF-8, or export it again."),
    "resaved": _later(
        "Each row of this table stands in one single cell: the export was opened in a spreadsheet program and saved "
        "again. Export it once more and do not open it in between."
    ),
    "broken-json": _later("The JSON breaks: “%(found)s” stands where %(wanted)s is expected. Export it again."),
    "absurd-json": _later("The JSON holds a value that is too deep, too long or too big to be an issue of Jira."),
    "broken-xml": _later("The XML breaks in line %(line)s, column %(column)s. Export it again."),
    "unsafe-xml": _later("The XML declares entities or a document type, which no export of Jira does."),
    "absurd-xml": _later("The XML holds an element that is too deep or too long to be an issue of Jira."),
    "bad-mapping": _later("The mapping is not readable at “%(member)s”: %(wanted)s is expected there."),
    "no-summary-column": _later(
        "No column is known to say what each task is called. Say which one does: the columns are %(columns)s."
    ),
}

_NOTES: Mapping[str, str] = {
    "unreadable-date": _later("This is not readable as a date; it is kept as it is."),
    "unreadable-duration": _later("This is not readable as a duration; it is kept as it is."),
    "unreadable-work-log": _later("This work log is not readable; it is kept as it is."),
    "comment-without-date": _later("This comment names no date and author; it comes in with the issue's last date."),
    "beyond-header": _later("This cell stands to the right of the last column name; it is kept."),
    "nul-left-out": _later("This holds NUL characters, which cannot be kept; they are left out."),
    "unreadable-character": _later("This holds characters that cannot be read; each is kept as �."),
    "invisible-left-out": _later(
        "This holds invisible control characters; the task's text leaves them out, the original is kept."
    ),
    "no-summary": _later("The issue has no summary; its key becomes the title."),
    "title-cut": _later("The summary is longer than 200 characters; the title is cut, the whole is kept."),
    "text-cut": _later("The text is longer than 200,000 characters; it is cut, the whole is kept."),
    "key-twice": _later("This key stands in an earlier row already; this row does not come in."),
    "key-too-long": _later("The key is longer than 100 characters; a short one is made from the row's content."),
    "too-many-criteria": _later("There are more than 50 criteria; the first 50 come in, the whole text is kept."),
    "criterion-cut": _later("A criterion is longer than 500 characters; it is cut, the whole text is kept."),
    "estimate-too-long": _later("The estimate is longer than 10,000 hours; it is kept as imported data only."),
    "restricted-comment": _later("This comment was not open to everybody in Jira; it does not come in."),
    "restricted-work-log": _later("This work log was not open to everybody in Jira; it does not come in."),
    "restricted-issue": _later("This issue has a security level in Jira; here both sides of the project will see it."),
    "not-all-in-file": _later("Jira's answer holds only a part of these; the rest is not in the file."),
}


def how_to_export() -> str:
    """Which exports can be read, and where Jira makes them."""
    return _(
        "Export it in Jira: search for the issues, then “Export” and “Export CSV (all fields)” or “Export XML”; "
        "or save the answer of Jira's REST search as JSON."
    )


def problem_said(problem: ImportProblem) -> str:
    """The whole problem in a sentence or two, for the person who chose the file."""
    facts: dict[str, Any] = {"how": how_to_export(), **problem.facts}
    if problem.code == "not-an-export":
        return _not_an_export(facts)
    text = _PROBLEMS.get(problem.code)
    return _(text) % facts if text else problem.code


def _not_an_export(facts: dict[str, Any]) -> str:
    what = str(facts.get("what", ""))
    kind, colon, detail = what.partition(":")
    if colon and kind == "xml":
        said = _("an XML file whose outermost element is “%(name)s”") % {"name": detail}
    elif colon and kind == "json":
        said = _("a JSON file with other members: %(names)s") % {"names": detail}
    else:
        said = _(_OTHERS.get(what, what))
    return _("This is not a Jira export: it is %(what)s. %(how)s") % {**facts, "what": said}


def note_said(code: str) -> str:
    """Why a cell does not come in as what it is, and what becomes of it."""
    text = _NOTES.get(code)
    return _(text) if text else code


def all_note_codes() -> frozenset[str]:
    return frozenset(_NOTES)


def all_problem_codes() -> frozenset[str]:
    return frozenset(_PROBLEMS) | {"not-an-export"}
