"""What the code can say, read from its syntax trees: its texts, with “…” where values go.

A text is followed to where it is written: to a variable, to the callers of the function around it,
into a function that returns it. Where that ends at anything else, the expression itself is returned
in brackets, so that nothing is left out in silence.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_HOLE = re.compile(r"%[sd]|\{\w+\}")


@dataclass(frozen=True)
class Place:
    """An expression, the functions around it from the inside out, and the file where it stands."""

    node: ast.expr
    around: tuple[ast.FunctionDef, ...]
    path: str


class Code:
    """The bot’s own code, without the pretend Webex."""

    def __init__(self) -> None:
        found = [ROOT / "app.py", ROOT / "gunicorn.conf.py", *(ROOT / "bot").rglob("*.py")]
        files = [path for path in found if "sandbox" not in path.relative_to(ROOT).parts]
        self._trees = {
            str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
            for path in files
        }
        self._places = [
            place for path, tree in self._trees.items() for place in _places(tree, (), path)
        ]

    def places(self, called: str = "", under: str = "") -> Iterator[Place]:
        """Yield all expressions, or the calls of what matches a pattern, in files of a folder."""
        for place in self._places:
            if place.path.startswith(under) and (not called or _calls(place.node, called)):
                yield place

    def said(self, called: str, argument: int = 0, under: str = "") -> set[str]:
        """Return what can be said by an argument of such calls."""
        return {
            text
            for place in self.places(called, under)
            for text in self.argument(place, argument, "")
        }

    def argument(self, call: Place, index: int, name: str) -> Iterator[str]:
        """Yield what an argument of a call can be, given by its place or by its name."""
        assert isinstance(call.node, ast.Call)
        given = {keyword.arg: keyword.value for keyword in call.node.keywords}
        if name in given:
            yield from self.texts(given[name], call)
        elif len(call.node.args) > index:
            yield from self.texts(call.node.args[index], call)

    def kinds_of(self, name: str) -> set[str]:
        """Return the names of a class and of all that are derived from it."""
        classes = [node for tree in self._trees.values() for node in ast.walk(tree)]
        found, before = {name}, set[str]()
        while found != before:
            before = set(found)
            found |= {
                node.name
                for node in classes
                if isinstance(node, ast.ClassDef) and found & set(map(ast.unparse, node.bases))
            }
        return found

    def texts(self, wanted: ast.expr, place: Place) -> Iterator[str]:
        """Yield what an expression can be."""
        match wanted:
            case ast.Constant(value=str(text)):
                yield form(text)
            case ast.JoinedStr(values=parts):
                yield form("".join(map(_part, parts)))
            case ast.IfExp(body=one, orelse=other):
                yield from self.texts(one, place)
                yield from self.texts(other, place)
            case ast.Dict(values=values) | ast.List(elts=values):
                for value in values:
                    yield from self.texts(value, place)
            case ast.Name(id=name):
                yield from self._named(name, place)
            case ast.Call(func=ast.Attribute(value=ast.Name() as table, attr="get")):
                yield from self.texts(table, place)
            case ast.Call(func=ast.Name(id=name)):
                yield from self._returned(name, wanted, place)
            case _:
                yield f"({ast.unparse(wanted)})"

    def _named(self, name: str, place: Place) -> Iterator[str]:
        for index, function in enumerate(place.around):
            if values := _values(name, ast.walk(function)):
                for value in values:
                    yield from self.texts(value, Place(value, place.around[index:], place.path))
                return
            parameters = [one.arg for one in function.args.args if one.arg != "self"]
            if name in parameters:
                for call in self.places(rf"(self\.)?{function.name}", place.path):
                    yield from self.argument(call, parameters.index(name), name)
                return
        values = _values(name, self._trees[place.path].body)
        for value in values:
            yield from self.texts(value, Place(value, (), place.path))
        if not values:
            yield f"({name})"

    def _returned(self, name: str, call: ast.expr, place: Place) -> Iterator[str]:
        functions = [
            (path, node)
            for path, tree in self._trees.items()
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and node.name == name
        ]
        found = [one for one in functions if one[0] == place.path] or functions
        if len(found) != 1:
            yield f"({ast.unparse(call)})"
            return
        path, function = found[0]
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and node.value:
                yield from self.texts(node.value, Place(node.value, (function,), path))


def form(text: str) -> str:
    """Return a text with “…” for each of its holes, on one line."""
    return " ".join(re.sub(r"…+", "…", _HOLE.sub("…", text)).split())


def _part(part: ast.expr) -> str:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "…"


def _calls(node: ast.expr, called: str) -> bool:
    return isinstance(node, ast.Call) and bool(re.fullmatch(called, ast.unparse(node.func)))


def _places(node: ast.AST, around: tuple[ast.FunctionDef, ...], path: str) -> Iterator[Place]:
    if isinstance(node, ast.expr):
        yield Place(node, around, path)
    inside = (node, *around) if isinstance(node, ast.FunctionDef) else around
    for child in ast.iter_child_nodes(node):
        yield from _places(child, inside, path)


def _values(name: str, nodes: Iterable[ast.AST]) -> list[ast.expr]:
    """Return what is assigned to a name."""
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Assign) and name in map(ast.unparse, node.targets)
    ]
