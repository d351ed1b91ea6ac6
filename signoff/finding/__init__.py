"""Search or go to: tasks, projects, people and pages by a key or by words, as far as their reader may see them."""
