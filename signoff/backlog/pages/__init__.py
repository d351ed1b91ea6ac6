"""The pages of the backlog."""
