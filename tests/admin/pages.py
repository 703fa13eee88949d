"""Pages as a browser has them: what a form would send back, and what it complains about."""

from html.parser import HTMLParser
from typing import Any

Data = dict[str, Any]


class _Form(HTMLParser):
    """Collects what the controls of the page's main form hold."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self.inside = False
        self.select: str | None = None
        self.first: str | None = None
        self.multiple = False
        self.textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.inside = (given.get("id") or "").endswith("_form")
        if not self.inside:
            return
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "select":
            self.select, self.multiple, self.first = name, "multiple" in given, None
        elif tag == "option" and self.select is not None:
            value = given.get("value") or ""
            self.first = value if self.first is None else self.first
            if "selected" in given:
                self.data.setdefault(self.select, []).append(value)
        elif tag == "textarea":
            self.textarea = name
            self.data[name] = [""]

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "button", "file") or (kind in ("checkbox", "radio") and "checked" not in given):
            return
        self.data.setdefault(name, []).append(given.get("value") or ("on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self.select is not None:
            if self.select not in self.data and not self.multiple and self.first is not None:
                self.data[self.select] = [self.first]
            self.select = None
        elif tag == "textarea":
            self.textarea = None
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.textarea is not None:
            # The line break that opens a text area is not part of what it holds.
            known = self.data[self.textarea][0]
            self.data[self.textarea] = [known + (data.removeprefix("\n") if not known else data)]


def form_data(response: Any) -> Data:
    """What a browser would post if nobody typed anything."""
    parser = _Form()
    parser.feed(response.content.decode())
    own = {name: values for name, values in parser.data.items() if "__prefix__" not in name}
    return {name: values[0] if len(values) == 1 else values for name, values in own.items()}


def typed(response: Any, **values: Any) -> Data:
    """What a browser would post after these values were typed."""
    return {**form_data(response), "_save": "Save", **values}


def complaints(response: Any) -> dict[str, list[str]]:
    """Field (with the prefix of its row) → what is wrong with it."""
    forms = [response.context["adminform"].form]
    forms += [row for inline in response.context["inline_admin_formsets"] for row in inline.formset.forms]
    return {
        form.add_prefix(name) if name != "__all__" else f"{form.prefix or ''}": list(errors)
        for form in forms
        for name, errors in form.errors.items()
    }


def row(prefix: str, number: int, **values: Any) -> Data:
    """A row typed into the parts of a record."""
    return {f"{prefix}-{number}-{name}": value for name, value in values.items()}
