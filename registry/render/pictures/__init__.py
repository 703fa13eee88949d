"""Pictures of documents as SVG text: `flow.flow_svg` and `world.map_svg` draw what `registry.documents.pictures` says.

Both return safe markup that stands by itself, inline in a page or as a file. Every picture on a page needs its own `prefix`.

`registry.render.figures` sets them on pages:

- Screen: the wide one and the `narrow=True` one stand in one `figure.pictures`, each with its own prefix;
  `static/documents/pictures.css` shows the one that fits and repaints both for dark themes.
- PDF: the wide one alone, inline in a `figure`, its title saying all of it; `flow.flow_svgs` breaks a long flow over
  several. What no typeface draws is spelled out before, with `printable.every_text`.
- Beside it: the picture's `table`, a grid like those of a register.
"""
