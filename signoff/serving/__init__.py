"""How Signoff is set up and served: knows no area."""
