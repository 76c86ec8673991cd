"""Starting a brief of one's own (`create`); the reference of the engine, made from its code (`reference`)."""
