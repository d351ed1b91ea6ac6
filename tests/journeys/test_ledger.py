"""A customer looks an acceptance up in the ledger, checks its receipt in the browser, and sees a forged one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast, add_task, all_met, do, hand_over
from tests.journeys.conftest import Comes

LEDGER = "/projects/BOOK/ledger"


def accepted(cast: Cast) -> int:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    do("discussions.write-comment", cast.helena, task=task, room="customer", text="Between us")
    return do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met()).receipt.seq


def told(page: Page, words: str) -> None:
    """The card "Check a receipt" says this."""
    expect(page.locator("[data-result]")).to_contain_text(words)


def drop(page: Page, receipt: str) -> None:
    page.locator("[name=receipt]").set_input_files(
        {"name": "a.receipt", "mimeType": "text/plain", "buffer": receipt.encode()}
    )


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_a_receipt_is_checked_in_the_browser(cast: Cast, comes: Comes, screen: str) -> None:
    seq = accepted(cast)
    helena = comes(cast.helena, screen)
    page = helena.go(LEDGER)
    helena.look()
    page.get_by_label("Number of the entry").fill(str(seq))
    page.get_by_role("button", name="Check", exact=True).click()
    told(page, f"Entry {seq} is genuine")
    told(page, "Helena Brandt accepted “Patient moves a visit”")
    helena.look()


def test_a_forged_receipt_is_told_from_a_genuine_one(cast: Cast, comes: Comes) -> None:
    seq = accepted(cast)
    helena = comes(cast.helena, "desk")
    page = helena.go(LEDGER)
    receipt = page.context.request.get(f"{helena.house}{LEDGER}/{seq}.receipt").text()
    drop(page, receipt)
    told(page, f"Entry {seq} is genuine")
    drop(page, receipt.replace(f"index {seq}", f"index {seq - 1}"))
    told(page, "This is not what the ledger says")
    signature = receipt.rstrip("\n")
    drop(page, f"{signature[:-20]}{'A' if signature[-20] != 'A' else 'B'}{signature[-19:]}\n")
    told(page, "This is not what the ledger says")
    drop(page, "a shopping list")
    told(page, "This is not a receipt of this ledger.")
    assert not helena.complaints


def test_without_script_a_number_leads_to_its_entry(cast: Cast, comes: Comes) -> None:
    seq = accepted(cast)
    page = comes(cast.helena, "desk", script=False).go(LEDGER)
    page.get_by_label("Number of the entry").fill(str(seq))
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("heading", name=f"Entry {seq}")).to_be_visible()


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_the_other_pages_of_the_record_are_fit_for_everybody(
    cast: Cast, comes: Comes, screen: str, tmp_path: Path
) -> None:
    seq = accepted(cast)
    helena = comes(cast.helena, screen)
    for address in (f"{LEDGER}/{seq}", f"{LEDGER}?room=own", f"{LEDGER}?find=nothing", "/projects/BOOK/decisions"):
        helena.go(address)
        helena.look()
    with helena.page.expect_download() as copy:
        helena.go(LEDGER).get_by_role("link", name="Take a copy").click()
    copy.value.save_as(tmp_path / "copy.zip")
    assert (tmp_path / "copy.zip").read_bytes().startswith(b"PK")
