"""The report as PDF: set by typst from plain values, tagged so that a screen reader can read it (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).with_name("report.typ")


def pdf_of(values: Mapping[str, Any]) -> bytes:
    """The PDF of what `report.typ` is given. Its fonts are those that come with typst."""
    made = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        sys_inputs={"data": json.dumps(values)},
        ignore_system_fonts=False,
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)
    return made
