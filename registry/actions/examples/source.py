"""An example's file as text, lists and mappings, and the sentences that refuse a bad one."""

from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from registry.actions.refused import Refused

FOLDER = Path(__file__).resolve().parents[2] / "examples"


class BadExample(Refused):
    """A file that cannot be loaded. Its text is one plain sentence that names the file and the place in it."""


MERGE = "<<"
"""YAML's word for “as that entry, but”, e.g. `<<: *platform`."""


class TextLoader(yaml.BaseLoader):
    """Everything is text (`NO` is Norway), and a key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    problem=_("A key must be text"), problem_mark=key.start_mark
                )
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=_("“%(key)s” is given twice") % {"key": key.value}, problem_mark=key.start_mark
                )
            seen.add(key.value)
        own = super().construct_mapping(node, deep=deep)
        base = own.pop(MERGE, {})
        if not isinstance(base, dict):
            raise yaml.constructor.ConstructorError(
                problem=_("“<<” takes one entry, as in “<<: *name”"), problem_mark=node.start_mark
            )
        return base | own


def read_source(path: Path) -> dict[str, Any]:
    """The file's top level. Raises BadExample where it is not readable text, not YAML or not a mapping."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=TextLoader)  # noqa: S506 (builds text, lists, mappings)
    except OSError as error:
        raise BadExample(
            _("%(file)s cannot be read: %(why)s.") % {"file": path.name, "why": error.strerror}
        ) from error
    except UnicodeDecodeError as error:
        raise BadExample(_("%(file)s is not text in UTF-8.") % {"file": path.name}) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadExample(
            _("%(file)s, line %(line)s: %(why)s.")
            % {"file": path.name, "line": line, "why": error.problem or error.context}
        ) from error
    except yaml.YAMLError as error:
        raise BadExample(_("%(file)s is not YAML.") % {"file": path.name}) from error
    return mapping(content, at=path.name)


def refuse(at: str, why: str) -> BadExample:
    """The sentence for one place, e.g. “postmx.yaml: services.stripe.kind: …”; to be raised."""
    return BadExample(f"{at}: {why}")


def below(at: str, key: str | int) -> str:
    """The place one step further down: a key after a dot, the number of an item in brackets."""
    if isinstance(key, int):
        return f"{at}[{key + 1}]"
    return f"{at}.{key}" if ":" in at else f"{at}: {key}"


def mapping(value: Any, *, at: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise refuse(at, _("This must be a mapping of keys to values."))
    return value


def listing(value: Any, *, at: str) -> list[Any]:
    if not isinstance(value, list):
        raise refuse(at, _("This must be a list."))
    return value


def text(value: Any, *, at: str) -> str:
    if not isinstance(value, str):
        raise refuse(at, _("This must be text."))
    if not value.strip():
        raise refuse(at, _("This is empty; leave out what is not stated."))
    return value


def refuse_unknown(entry: dict[str, Any], *, known: frozenset[str], at: str) -> None:
    for key in entry:
        if key not in known:
            raise refuse(below(at, key), _("This key is not known here."))
