"""How projects, tasks and what is numbered in a project are named: BOOK, BOOK-131, BOOK.7."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

PROJECT_KEY = r"[A-Z][A-Z0-9]{1,9}"
ProjectKey = Annotated[str, StringConstraints(pattern=rf"^{PROJECT_KEY}$"), Field(examples=["BOOK"])]
TaskKey = Annotated[str, StringConstraints(pattern=rf"^{PROJECT_KEY}-[1-9][0-9]{{0,8}}$"), Field(examples=["BOOK-131"])]
NumberedKey = Annotated[
    str, StringConstraints(pattern=rf"^{PROJECT_KEY}\.[1-9][0-9]{{0,8}}$"), Field(examples=["BOOK.7"])
]
