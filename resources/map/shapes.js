"use strict";
/* The shapes of markers. A shape says the same as its colour, so that nobody needs to tell colours apart. */
(function () {
  const TAU = Math.PI * 2;

  function polygon(ctx, x, y, radius, corners, turn) {
    for (let corner = 0; corner < corners; corner += 1) {
      const angle = turn + (corner / corners) * TAU;
      ctx[corner ? "lineTo" : "moveTo"](x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
    ctx.closePath();
  }

  function star(ctx, x, y, radius) {
    for (let corner = 0; corner < 10; corner += 1) {
      const far = corner % 2 ? radius * 0.58 : radius * 1.2, angle = -Math.PI / 2 + (corner / 10) * TAU;
      ctx[corner ? "lineTo" : "moveTo"](x + far * Math.cos(angle), y + far * Math.sin(angle));
    }
    ctx.closePath();
  }

  /* Each is drawn to look as large as the others: a triangle needs a longer radius than a circle. */
  const OUTLINES = {
    circle: (ctx, x, y, r) => ctx.arc(x, y, r, 0, TAU),
    square: (ctx, x, y, r) => ctx.roundRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, r * 0.25),
    triangle: (ctx, x, y, r) => polygon(ctx, x, y + r * 0.18, r * 1.28, 3, -Math.PI / 2),
    down: (ctx, x, y, r) => polygon(ctx, x, y - r * 0.18, r * 1.28, 3, Math.PI / 2),
    diamond: (ctx, x, y, r) => polygon(ctx, x, y, r * 1.22, 4, 0),
    pentagon: (ctx, x, y, r) => polygon(ctx, x, y, r * 1.12, 5, -Math.PI / 2),
    hexagon: (ctx, x, y, r) => polygon(ctx, x, y, r * 1.1, 6, 0),
    star: star,
  };

  function trace(ctx, shape, x, y, radius) {
    ctx.beginPath();
    (OUTLINES[shape] || OUTLINES.circle)(ctx, x, y, radius);
  }

  /* A small picture of a shape, for the legend. */
  function picture(shape, colour) {
    const made = document.createElement("canvas"), scale = Math.max(2, window.devicePixelRatio || 1), side = 18;
    made.width = made.height = side * scale;
    made.className = "legend-shape";
    const ctx = made.getContext("2d");
    ctx.scale(scale, scale);
    trace(ctx, shape, side / 2, side / 2, 6.5);
    ctx.fillStyle = colour;
    ctx.fill();
    return made;
  }

  window.FieldShapes = { trace: trace, picture: picture };
})();
