"use strict";
/* The strokes that everything on the canvas is made of; each takes the context, places in pixels, and its colours. */
(function () {
  const { trace } = FieldShapes;
  const TAU = Math.PI * 2;

  function disc(ctx, x, y, radius, fill) {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, TAU);
    ctx.fillStyle = fill;
    ctx.fill();
  }

  /* Within it a place lies. Filled for the chosen one alone, and where it `fits`: more would tint the whole ground. */
  function ring(ctx, x, y, radius, colour, strong, fits) {
    ctx.save();
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, TAU);
    ctx.strokeStyle = ctx.fillStyle = colour;
    if (strong && fits) {
      ctx.globalAlpha = 0.12;
      ctx.fill();
    }
    ctx.globalAlpha = strong ? 1 : 0.7;
    ctx.lineWidth = strong ? 2 : 1;
    ctx.setLineDash([4, 4]);
    ctx.stroke();
    ctx.restore();
  }

  /* A line with an edge, so that it is seen on any ground: widths and colours from below. */
  function way(ctx, places, strokes) {
    ctx.save();
    ctx.lineJoin = ctx.lineCap = "round";
    ctx.beginPath();
    places.forEach((place, number) => ctx[number ? "lineTo" : "moveTo"](...place));
    for (const [width, colour] of strokes) {
      ctx.lineWidth = width;
      ctx.strokeStyle = colour;
      ctx.stroke();
    }
    ctx.restore();
  }

  function shape(ctx, name, x, y, radius, fill, edge, width) {
    trace(ctx, name, x, y, radius);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.lineWidth = width;
    ctx.strokeStyle = edge;
    ctx.stroke();
  }

  /* Around what is picked. */
  function halo(ctx, x, y, radius, colours) {
    disc(ctx, x, y, radius, colours.accent_weak);
    ctx.lineWidth = 2;
    ctx.strokeStyle = colours.accent;
    ctx.stroke();
  }

  /* A ring of shares: with "the worst wins" every large group would be crimson. */
  function shares(ctx, x, y, radius, group, look) {
    disc(ctx, x, y, radius + 1, look.colours.surface);
    let from = -Math.PI / 2;
    group.counts.forEach((count, number) => {
      if (!count) return;
      const to = from + (count / group.count) * TAU;
      ctx.beginPath();
      ctx.arc(x, y, radius - 2.5, from, to);
      ctx.lineWidth = 5;
      ctx.strokeStyle = look.kinds[number].colour;
      ctx.stroke();
      from = to;
    });
    ctx.fillStyle = look.colours.text;
    ctx.font = "600 " + (group.count < 1000 ? 12.5 : 12) + "px " + look.colours.font;
    ctx.fillText(String(group.count), x, y + 0.5);
  }

  /* From where something is to where it was drawn. */
  function leg(ctx, x, y, toX, toY, colour) {
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(toX, toY);
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = colour;
    ctx.stroke();
    disc(ctx, x, y, 2.5, colour);
  }

  /* A pin whose point is at the place, and how exact that is. */
  function pin(ctx, x, y, radius, colours, fits) {
    if (radius > 6) ring(ctx, x, y, radius, colours.accent, true, fits);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.bezierCurveTo(x - 3, y - 9, x - 11, y - 13, x - 11, y - 21);
    ctx.arc(x, y - 21, 11, Math.PI, 0);
    ctx.bezierCurveTo(x + 11, y - 13, x + 3, y - 9, x, y);
    ctx.fillStyle = colours.accent;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = colours.surface;
    ctx.stroke();
    disc(ctx, x, y - 21, 4, colours.surface);
  }

  function edge(ctx, x, y, radius, colour) {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, TAU);
    ctx.lineWidth = 2.5;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }

  window.FieldPaint = { ring, way, shape, halo, shares, leg, pin, edge };
})();
