"""What is to be built: requirements, the tree of parts, and the baselines that both sides agreed on (S1 to S6)."""
