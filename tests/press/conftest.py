"""Nothing is shared by all tests of the engine but `small_project`, which pytest finds beside this file."""
