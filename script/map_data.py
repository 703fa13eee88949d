"""Makes the outlines of registry/render/pictures/data from the npm package world-atlas: map_data.py PACKAGE."""

import json
import math
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from django_countries.data import ALT_CODES, COUNTRIES

DATA = Path(__file__).resolve().parent.parent / "registry" / "render" / "pictures" / "data"
NUMERIC = {f"{numeric:03d}": code for code, (_letters, numeric) in ALT_CODES.items()}
WITHOUT_NUMBER = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
"""Areas without a number in ISO 3166: two are part of countries that have one, and Kosovo has a code in use."""
PARTS = (
    ("FR", "GF", (-55, 2, -51, 6)),
    ("FR", "GP", (-62, 15.7, -61, 16.6)),
    ("FR", "MQ", (-61.4, 14.3, -60.7, 15)),
    ("FR", "RE", (55, -22, 56, -20)),
    ("FR", "YT", (45, -13.1, 45.4, -12.6)),
    ("NO", "SJ", (-10, 70.5, -7, 71.5)),
    ("NO", "SJ", (10, 74, 34, 81)),
    ("NL", "BQ", (-69, 12, -62, 18)),
    ("NZ", "TK", (-173, -10, -171, -8)),
    ("AU", "CC", (96, -13, 97.5, -11.5)),
    ("AU", "CX", (105, -11, 106, -10)),
    ("RU", "UA", (32, 44, 36.7, 46.3)),
)
"""What the source draws as one and ISO 3166 keeps apart, and Crimea: from, to, and where (west, south, east, north)."""
SPECKS = {
    "AQ": (0, -56),
    "BV": (3.4, -54.4),
    "CC": (96.8, -12.1),
    "CX": (105.6, -10.5),
    "GI": (-5.35, 36.14),
    "TK": (-171.8, -9.2),
    "TV": (179.2, -8.5),
    "UM": (166.6, 19.3),
}
"""Where the source draws nothing: degrees east and north. The Antarctic, out of reach, is at the edge."""

Point = tuple[float, float]
Ring = list[Point]
Projection = Callable[[float, float], Point]


def equal_earth(east: float, north: float) -> Point:
    """Equal Earth (Šavrič, Patterson and Jenny, 2018) on the unit sphere; y grows southwards."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(north)))
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * math.sqrt(3) * math.radians(east - MIDDLE) * math.cos(t) / (3 * slope)
    return x, -(a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t)


MIDDLE = 11.4
"""The central meridian: the map is cut in the Bering Strait and through no mainland."""


def azimuthal(east: float, north: float, *, middle: Point = (10, 52)) -> Point:
    """Lambert's azimuthal equal-area projection, as used for maps of Europe, on the unit sphere; y grows southwards."""
    turn, up, top = math.radians(east - middle[0]), math.radians(north), math.radians(middle[1])
    cosine = math.sin(top) * math.sin(up) + math.cos(top) * math.cos(up) * math.cos(turn)
    scale = math.sqrt(2 / max(1e-9, 1 + cosine))
    y = math.cos(top) * math.sin(up) - math.sin(top) * math.cos(up) * math.cos(turn)
    return scale * math.cos(up) * math.sin(turn), -scale * y


def main(package: Path) -> None:
    atlas = json.loads((package / "countries-50m.json").read_text())
    world = layer(atlas, equal_earth, frame=(-2.66, -1.33, 2.66, 1.12), width=1520, detail=2.4)
    europe = layer(atlas, azimuthal, frame=(-0.36, -0.335, 0.365, 0.335), width=760, detail=2.4)
    for name, made in (("world", world), ("europe", europe)):
        (DATA / f"{name}.json").write_text(written(made))
        sys.stdout.write(f"{name}: {len(made['places'])} places\n")
    absent = [code for code in COUNTRIES if code not in world["places"]]
    if absent:
        raise SystemExit(f"no place on the map: {' '.join(absent)}")


def written(made: dict[str, Any]) -> str:
    """JSON with a line for each place."""
    places = (
        f"{json.dumps(code)}:{json.dumps(made['places'][code], separators=(',', ':'))}"
        for code in sorted(made["places"])
    )
    size = f'"width":{made["width"]},"height":{made["height"]}'
    return f'{{{size},"places":{{\n' + ",\n".join(places) + "\n}}\n"


def layer(
    atlas: Any, project: Projection, *, frame: tuple[float, ...], width: int, detail: float
) -> dict[str, Any]:
    """One map in whole units. `frame` is its west, north, east, south as projected; `detail` the smallest triangle kept."""
    scale = width / (frame[2] - frame[0])
    height = round((frame[3] - frame[1]) * scale)

    def place(east: float, north: float) -> Point:
        x, y = project(east, north)
        return (x - frame[0]) * scale, (y - frame[1]) * scale

    arcs = [simplified([place(*point) for point in arc], detail=detail) for arc in unpacked(atlas)]
    clip = partial(clipped, width=width, height=height)
    places = {code: drawn(clip, stitched(arcs, polygons)) for code, polygons in countries(atlas).items()}
    for code, (east, north) in SPECKS.items():
        x, y = place(east, north)
        if code not in places or not places[code]:
            places[code] = speck(x, y, width=width, height=height)
    return {"width": width, "height": height, "places": {code: made for code, made in places.items() if made}}


def speck(x: float, y: float, *, width: int, height: int) -> dict[str, Any] | None:
    inside = 0 <= x <= width and 0 <= y <= height
    return {"at": [round(x), round(y)], "area": 0, "path": ""} if inside else None


def unpacked(atlas: Any) -> list[Ring]:
    """The arcs in degrees, each unbroken, and on the side of the cut where most of it lies."""
    (east, north), (left, bottom) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for packed in atlas["arcs"]:
        x = y = 0
        arc: Ring = []
        for dx, dy in packed:
            x, y = x + dx, y + dy
            longitude = x * east + left
            if arc:
                longitude += 360 * round((arc[-1][0] - longitude) / 360)
            arc.append((longitude, y * north + bottom))
        turns = math.floor((sum(point[0] for point in arc) / len(arc) - MIDDLE + 180) / 360)
        arcs.append([(longitude - 360 * turns, latitude) for longitude, latitude in arc])
    return arcs


def countries(atlas: Any) -> dict[str, list[list[int]]]:
    """Code → the rings of its polygons, each ring a list of arcs."""
    arcs, found = unpacked(atlas), {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = WITHOUT_NUMBER.get(name) or NUMERIC.get(
            shape.get("id", ""), "AU" if name == "Indian Ocean Ter." else ""
        )
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for rings in polygons:
            owner = part(code, outline(arcs, rings[0]))
            if owner != "AQ":
                found.setdefault(owner or "-", []).extend(rings)
    return found


def part(code: str, ring: Ring) -> str:
    """The code of a part that has its own, by the middle of its outline."""
    east = (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2
    north = (min(y for _, y in ring) + max(y for _, y in ring)) / 2
    for whole, own, (left, bottom, right, top) in PARTS:
        if code == whole and left <= (east + 180) % 360 - 180 <= right and bottom <= north <= top:
            return own
    return code


def outline(arcs: list[Ring], ring: list[int]) -> Ring:
    points: Ring = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def stitched(arcs: list[Ring], rings: list[list[int]]) -> list[Ring]:
    """The rings with the borders between parts of the same country taken out."""
    numbers = {number for ring in rings for number in ring}
    open_arcs = {number for number in numbers if ~number not in numbers}
    whole = [ring for ring in rings if set(ring) <= open_arcs]
    broken = [
        number for ring in rings if not set(ring) <= open_arcs for number in ring if number in open_arcs
    ]
    return [outline(arcs, ring) for ring in (*whole, *joined(arcs, broken))]


def joined(arcs: list[Ring], numbers: list[int]) -> Iterator[list[int]]:
    starts = {outline(arcs, [number])[0]: number for number in numbers}
    while starts:
        _, number = starts.popitem()
        ring = [number]
        while (following := starts.pop(outline(arcs, ring)[-1], None)) is not None:
            ring.append(following)
        yield ring


def simplified(arc: Ring, *, detail: float) -> Ring:
    """Without the points whose triangle with their neighbours is smallest, until all are `detail` large (Visvalingam)."""
    points = list(arc)
    least = 4 if points[0] == points[-1] else 2
    while len(points) > least:
        sizes = [triangle(*points[place - 1 : place + 2]) for place in range(1, len(points) - 1)]
        smallest = min(sizes)
        if smallest >= detail:
            break
        del points[sizes.index(smallest) + 1]
    return points


def triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def clipped(ring: Ring, *, width: int, height: int) -> Ring:
    """The ring within the frame (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, 0, 1), (0, width, -1), (1, 0, 1), (1, height, -1)):
        kept: Ring = []
        for before, after in pairwise([*ring[-1:], *ring]):
            inside = [(point[axis] - limit) * sign >= 0 for point in (before, after)]
            if inside[0] != inside[1]:
                share = (limit - before[axis]) / (after[axis] - before[axis])
                kept.append(
                    (before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1]))
                )
            if inside[1]:
                kept.append(after)
        ring = kept
    return ring


def drawn(clip: Callable[[Ring], Ring], rings: list[Ring]) -> dict[str, Any] | None:
    """Where a country is labelled, its largest piece in square units, and its outline; None outside of the frame."""
    largest = max((whole_units(ring) for ring in rings), key=lambda ring: (abs(area(ring)), ring))
    at = middle(largest)
    pieces = sorted(
        (piece for ring in rings if len(piece := whole_units(clip(ring))) > 2 and abs(area(piece)) >= 3),
        key=lambda piece: (-abs(area(piece)), piece),
    )
    inside = bool(clip([at]))
    if not pieces and not inside:
        return None
    outline = "".join(map(path, pieces))
    return {"at": list(at) if inside else None, "area": round(abs(area(largest))), "path": outline}


def whole_units(ring: Ring) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for x, y in ring:
        point = (round(x), round(y))
        if point not in points[-1:]:
            points.append(point)
    return points[:-1] if len(points) > 1 and points[0] == points[-1] else points


def area(ring: Any) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, *ring[:1]])) / 2


def middle(ring: list[tuple[int, int]]) -> tuple[int, int]:
    """The point of a grid that lies furthest inside."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    centre = (round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2))
    step = max(1, (max(xs) - min(xs)) // 24, (max(ys) - min(ys)) // 24)
    grid = [(x, y) for x in range(min(xs), max(xs) + 1, step) for y in range(min(ys), max(ys) + 1, step)]
    inside = [point for point in grid if contains(ring, point)]
    return max(
        inside, key=lambda point: (distance(ring, point), -math.dist(point, centre), point), default=centre
    )


def contains(ring: list[tuple[int, int]], point: tuple[int, int]) -> bool:
    x, y = point
    crossings = [
        a
        for a, b in pairwise([*ring, *ring[:1]])
        if (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
    ]
    return len(crossings) % 2 == 1


def distance(ring: list[tuple[int, int]], point: tuple[int, int]) -> float:
    return min(math.dist(point, corner) for corner in ring)


def path(ring: list[tuple[int, int]]) -> str:
    """The ring as SVG path data, each point relative to the one before."""
    steps = "".join(f" {b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring)).replace(" -", "-").strip()
    return f"M{ring[0][0]} {ring[0][1]}l{steps}z"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
