"""Starting a brief of one's own (`create`), and the reference of the engine, made from its code (`reference`)."""
