"use strict";
/*
 * The points of the map in plain arrays of numbers, and the groups they are drawn in.
 *
 * A group is what falls into one square of a grid that is fixed to the ground, joined with what lies just across the
 * edge. It is worked out anew for what is in sight: one pass over all points, a few milliseconds for fifty thousand.
 */
(function () {
  const WORLD = 256;                       // side of the world in px at zoom 0
  const EARTH = 40075016.686;              // metres around the equator
  const WIDE_CELL = 64, CLOSE_CELL = 26;   // px
  const CLOSE_ZOOM = 15;

  const toX = (lon) => lon / 360 + 0.5;
  function toY(lat) {
    const sine = Math.sin((Math.min(85, Math.max(-85, lat)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  }
  const toLon = (x) => (x - 0.5) * 360;
  const toLat = (y) => (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;

  class Points {
    constructor(count) {
      this.n = 0;
      this.x = new Float64Array(count);
      this.y = new Float64Array(count);
      this.kind = new Uint8Array(count);
      this.radius = new Float32Array(count);
      this.apart = new Uint8Array(count);    // drawn by itself whatever lies beside it: a stop, the chosen one
      this.picked = new Uint8Array(count);
      this.said = [];                        // {id, title, detail} of each
      this.ofCase = new Map();               // id -> its points
    }

    /* Takes the features of one answer. */
    add(features) {
      for (const feature of features) {
        const at = this.n, [lon, lat] = feature.geometry.coordinates, told = feature.properties;
        this.x[at] = toX(lon);
        this.y[at] = toY(lat);
        this.kind[at] = told.kind;
        this.radius[at] = told.radius;
        this.said.push(told);
        const same = this.ofCase.get(told.id);
        if (same) same.push(at);
        else this.ofCase.set(told.id, [at]);
        this.n = at + 1;
      }
    }

    latLng(at) {
      return L.latLng(toLat(this.y[at]), toLon(this.x[at]));
    }

    /* Pixels that a point's radius takes at a zoom. */
    reach(at, zoom) {
      const lat = (toLat(this.y[at]) * Math.PI) / 180;
      return (this.radius[at] / (EARTH * Math.cos(lat))) * WORLD * 2 ** zoom;
    }

    bounds(members) {
      let west = Infinity, east = -Infinity, north = Infinity, south = -Infinity;
      const take = (at) => {
        west = Math.min(west, this.x[at]);
        east = Math.max(east, this.x[at]);
        north = Math.min(north, this.y[at]);
        south = Math.max(south, this.y[at]);
      };
      if (members) members.forEach(take);
      else for (let at = 0; at < this.n; at += 1) take(at);
      return { west: west, east: east, north: north, south: south };
    }

    /*
     * What is drawn between these edges (of the world, 0 to 1) at a zoom: groups of {x, y, count, counts, members}
     * in world coordinates, those of one point among them.
     */
    groups(zoom, edges, kinds) {
      const scale = WORLD * 2 ** zoom, cell = zoom >= CLOSE_ZOOM ? CLOSE_CELL : WIDE_CELL, side = cell / scale;
      const left = Math.floor(edges.west / side), top = Math.floor(edges.north / side);
      const wide = Math.floor(edges.east / side) - left + 1, tall = Math.floor(edges.south / side) - top + 1;
      const last = new Int32Array(wide * tall).fill(-1);
      const next = new Int32Array(this.n);
      for (let at = 0; at < this.n; at += 1) {
        if (this.apart[at]) continue;
        const column = Math.floor(this.x[at] / side) - left, row = Math.floor(this.y[at] / side) - top;
        if (column < 0 || row < 0 || column >= wide || row >= tall) continue;
        const square = row * wide + column;
        next[at] = last[square];
        last[square] = at;
      }
      const squares = new Array(wide * tall);
      const found = [];
      for (let square = 0; square < last.length; square += 1) {
        if (last[square] < 0) continue;
        const group = this._group(last[square], next, kinds);
        group.square = square;
        squares[square] = group;
        found.push(group);
      }
      return this._joined(found, squares, wide, tall, side * 0.72);
    }

    _group(first, next, kinds) {
      const group = { x: 0, y: 0, count: 0, counts: new Array(kinds).fill(0), members: [], picked: 0 };
      for (let at = first; at >= 0; at = next[at]) {
        group.x += this.x[at];
        group.y += this.y[at];
        group.counts[this.kind[at]] += 1;
        group.picked += this.picked[at];
        group.members.push(at);
      }
      group.count = group.members.length;
      group.x /= group.count;
      group.y /= group.count;
      return group;
    }

    /* The larger take in what lies just across the edge of their square, so that no two are drawn on one another. */
    _joined(found, squares, wide, tall, near) {
      const order = found.slice().sort((one, other) => other.count - one.count || one.square - other.square);
      for (const group of order) {
        if (group.gone) continue;
        const column = group.square % wide, row = (group.square - column) / wide;
        for (let down = -1; down <= 1; down += 1) {
          for (let right = -1; right <= 1; right += 1) {
            if (column + right < 0 || column + right >= wide || row + down < 0 || row + down >= tall) continue;
            const other = squares[(row + down) * wide + column + right];
            if (!other || other === group || other.gone) continue;
            if (Math.hypot(other.x - group.x, other.y - group.y) < near) this._take(group, other);
          }
        }
      }
      return found.filter((group) => !group.gone);
    }

    _take(group, other) {
      const count = group.count + other.count;
      group.x = (group.x * group.count + other.x * other.count) / count;
      group.y = (group.y * group.count + other.y * other.count) / count;
      group.count = count;
      group.picked += other.picked;
      other.counts.forEach((more, kind) => { group.counts[kind] += more; });
      group.members = group.members.concat(other.members);
      other.gone = true;
    }

    /* Ids of the points within a line drawn around them, world coordinates; each id once. */
    within(outline) {
      const found = new Set();
      const corners = outline.length;
      const xs = outline.map((at) => at[0]), ys = outline.map((at) => at[1]);
      const west = Math.min(...xs), east = Math.max(...xs), north = Math.min(...ys), south = Math.max(...ys);
      for (let at = 0; at < this.n; at += 1) {
        const x = this.x[at], y = this.y[at];
        if (x < west || x > east || y < north || y > south) continue;
        let inside = false;
        for (let one = 0, other = corners - 1; one < corners; other = one, one += 1) {
          if (ys[one] > y === ys[other] > y) continue;
          const crossing = ((xs[other] - xs[one]) * (y - ys[one])) / (ys[other] - ys[one]) + xs[one];
          if (x < crossing) inside = !inside;
        }
        if (inside) found.add(this.said[at].id);
      }
      return [...found];
    }
  }

  window.FieldPoints = { Points: Points, toX: toX, toY: toY, toLon: toLon, toLat: toLat, WORLD: WORLD, EARTH: EARTH };
})();
