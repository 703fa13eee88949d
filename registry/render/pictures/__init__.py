"""Pictures of documents as SVG text: `flow.flow_svg` and `world.map_svg` draw what `registry.documents.pictures` says.

Both return safe markup that stands by itself, inline in a page or as a file. Every picture on a page needs its own `prefix`.

- Page: put the wide one and the `narrow=True` one into one `<div class="pictures">`, each with its own prefix, and link
  `static/documents/pictures.css`: it shows the one that fits and repaints both for dark themes.
- PDF: wide alone, inline in a `figure`: `flow.flow_svgs(…, tallest=1000)` for A4, which breaks a long flow over several
  pictures, and `paper.for_paper(map_svg(…))`. Spell out what no typeface draws before, with `printable.every_text`.
- Beside it: the picture's `table`, a grid like those of a register.
"""
