"""Work that follows a deed, or comes back every day: kept in the deed's transaction, done by a worker, tried again."""
