"""How a project stands, on one page."""
