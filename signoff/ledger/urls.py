"""Where the pages of the ledger are."""

from django.urls import path

from signoff.ledger.pages import copy, entry, listing, promises

app_name = "ledger"
LEDGER = "projects/<str:project>/ledger"
urlpatterns = [
    path(LEDGER, listing.ledger, name="ledger"),
    path(f"{LEDGER}/copy", copy.copy, name="copy"),
    path(f"{LEDGER}/<int:number>", entry.entry, name="entry"),
    path(f"{LEDGER}/<int:number>.receipt", entry.receipt, name="receipt"),
    path(f"{LEDGER}/<int:number>.entry", entry.entry_file, name="entry-file"),
    path(f"{LEDGER}/<int:number>.proof", entry.proof, name="proof"),
    path("promises", promises.promises, name="promises"),
    path("verify.py", copy.verifier, name="verifier"),
]
