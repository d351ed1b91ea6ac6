"""The pages of the scope: its tree, the requirements, and the baselines."""
