"""What Meridian had in its tracker before Signoff: the first hundred tasks, finished elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

_PARTS = (
    "Choose a clinic",
    "List of doctors",
    "Opening hours",
    "Clinic’s address and phone",
    "Doctor’s speciality",
    "Calendar of a doctor",
    "Calendar of a clinic",
    "Rooms",
    "Holidays",
    "Patient’s account",
    "Patient’s code by e-mail",
    "Patient’s name and birthday",
    "Insurance number",
    "Privacy notice",
    "Colours and letters",
    "First page",
    "Search for a doctor",
    "Reception’s account",
    "Reception’s list of patients",
    "Reception’s search",
    "Trial site",
    "Mail service",
    "Backups",
    "Access for the clinics’ IT",
    "Error pages",
    "Languages",
)
_SORTS = (
    ("feature", "{}"),
    ("feature", "{}: on a phone"),
    ("autotest", "Autotests: {}"),
    ("documentation", "Describe: {}"),
)


def past_tasks(before: datetime) -> list[dict[str, Any]]:
    """The 104 tasks, each created and finished some time before the given moment."""
    rows = []
    for number in range(1, 105):
        part, sort = divmod(number - 1, len(_SORTS))
        kind, words = _SORTS[sort]
        created = before - timedelta(days=300 - 2 * number, hours=number % 7)
        rows.append(
            {
                "external_key": f"MC-{number + 11}",
                "kind": kind,
                "title": words.format(_PARTS[part]),
                "priority": ("high", "medium", "low", "medium")[sort],
                "created_at": created.isoformat(),
                "done_at": (created + timedelta(days=20 + number % 9)).isoformat(),
                "kept": {"Status": "Done", "Resolution": "Fixed", "Labels": ["booking", "first release"]},
            }
        )
    return rows
