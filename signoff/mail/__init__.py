"""Letters: written in the deed's transaction, sent by a job; and which of them a person wants."""
