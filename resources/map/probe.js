"use strict";
/* For tests, pictures and measurements: what is on the map now, and how long its drawings take. */
(function () {
  window.fieldProbe = function (map, layer, scene, tools, ground, holder, picks) {
    let busy = 0, exercised = null;
    const where = (item) => {
      const at = layer.where(item);
      return [at.x, at.y];
    };
    if (window.PerformanceObserver && PerformanceObserver.supportedEntryTypes.includes("longtask")) {
      new PerformanceObserver((list) => {
        for (const one of list.getEntries()) busy = Math.max(busy, one.duration);
      }).observe({ entryTypes: ["longtask"] });
    }
    return {
      /* Where a case is on the page, in px from its upper left corner, and whether it stands by itself. */
      pointOf: (id) => {
        const item = layer.items.filter((one) => one.id === id).pop() || holder(id);
        return [...where(item), !item.group];
      },
      groups: () => layer.items.filter((item) => item.group).map((item) => [...where(item), item.group.count]),
      chosen: () => scene.chosen || null,
      count: () => (scene.look ? scene.points.n : -1),
      stops: () => layer.items.filter((item) => item.stop).map((item) => item.stop.number).sort((a, b) => a - b),
      line: () => scene.line.length,
      rings: () => layer.rings,
      picks: () => picks().length,
      fan: () => scene.fan.length,
      mode: () => tools.mode,
      packs: () => ground.packs.length,
      longest: () => busy,
      forget: () => { busy = 0; },
      /* Moves the map step by step (p: pan, z: closer, o: away) and remembers the longest drawing, in milliseconds. */
      exercise: async (steps) => {
        let longest = 0;
        for (const step of steps) {
          const started = performance.now();
          if (step === "p") map.panBy([map.getSize().x * 0.4, map.getSize().y * 0.3], { animate: false });
          else map.setZoom(map.getZoom() + (step === "z" ? 1 : -1), { animate: false });
          longest = Math.max(longest, performance.now() - started);
          await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
        }
        exercised = longest;
      },
      exercised: () => exercised,
    };
  };
})();
