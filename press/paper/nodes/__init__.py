"""How the nodes of the document tree are written as Typst, a module for each kind."""
