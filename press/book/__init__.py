"""What pages, paper and EPUB share: the nodes of the document tree, their order, names and citations."""
