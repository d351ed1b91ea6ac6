"""Sprints: planned by both sides, run under everybody's eyes, completed when all is accepted or moved (SP1 to SP7)."""
