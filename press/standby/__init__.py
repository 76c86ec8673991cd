"""A process that stands by after a build, with the libraries loaded: the next build is forked from it.

It serves one project, knows no module of the engine or the project, and ends by itself.
"""
