"""How Signoff is set up and served: knows no area, but for making the first account."""
