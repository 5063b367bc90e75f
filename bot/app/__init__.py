"""The only place where objects are built and joined; everything runs in one task group."""
