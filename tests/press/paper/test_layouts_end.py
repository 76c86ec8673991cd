"""Typst lays a document out five times at most: one that has no end by then is set without what moves on."""

import shutil

from press.paper import TEMPLATE, compile, front

ENDLESS = """#import "style.typ": spares-pages
#context {
  let marks = query(<mark>).len()
  if spares-pages { for _ in range(marks + 1) [#metadata(none)<mark>] }
}
#set document(title: "A title")
A page.
"""


def test_a_document_that_does_not_come_to_an_end_is_set_with_no_chapter_tighter(tmp_path):
    folder = shutil.copytree(TEMPLATE, tmp_path / "source")
    (folder / "palette.typ").write_text(front.palette(), encoding="utf-8")
    source = folder / "endless.typ"
    source.write_text(ENDLESS, encoding="utf-8")
    assert compile.pages(compile.compile_pdf(source, "brief", "a4")) == 1
