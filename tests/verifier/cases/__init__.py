"""The definition of the bundle as a table: each rule with a bundle that breaks it (or keeps it in an unusual way),
the verdict, and a word of the reason. Everything around the broken rule is right: signed anew, with CRCs that fit."""

from tests.verifier.cases.archives import zip_cases
from tests.verifier.cases.entries import entries_cases
from tests.verifier.cases.notes import note_cases
from tests.verifier.cases.policies import pinned_cases, policy_cases
from tests.verifier.cases.state_and_files import state_and_files_cases
from tests.verifier.cases.table import Case, zipped

__all__ = ["CASES", "Case", "zipped"]

CASES: list[Case] = [
    *entries_cases(),
    *state_and_files_cases(),
    *note_cases(),
    *policy_cases(),
    *pinned_cases(),
    *zip_cases(),
]
