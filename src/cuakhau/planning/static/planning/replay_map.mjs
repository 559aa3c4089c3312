// The places of a zone with who stands there: a disc that grows with the queue before a gate or route,
// a yard that fills from below, a dot for each vehicle that goes from one place to another.

const MOST_DOTS = 160;
const FLIGHT_MS = 520;
const WIDEST = 34; // of a queue, in units of the drawing

export function drawMap(svg, day, calm) {
  const spots = new Map(), dots = svg.querySelector("#map-dots");
  let flying = 0, most = 1;
  for (const group of svg.querySelectorAll("[data-spot]"))
    spots.set(group.dataset.spot, {
      x: Number(group.dataset.x), y: Number(group.dataset.y),
      places: Number(group.dataset.places) || 0,
      first: group.querySelector("[data-first]"), second: group.querySelector("[data-second]"),
      fill: group.querySelector(".spot-fill"), queue: svg.querySelector(`[data-queue="${CSS.escape(group.dataset.spot)}"]`),
      group, waiting: 0, passing: 0, standing: 0, peak: 1,
    });
  const spotOf = day.spots.map((id) => spots.get(id));

  function count(box, by) {
    const spot = box < 0 ? undefined : spotOf[box];
    if (!spot) return;
    const kind = day.kinds[box], part = kind === "yard" ? "standing" : kind === "road" ? "waiting" : "passing";
    spot[part] += by;
  }

  function fly(from, to) {
    if (calm.matches || flying >= MOST_DOTS) return;
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle"), began = performance.now();
    dot.setAttribute("r", 3);
    dots.append(dot);
    flying += 1;
    const move = (at) => {
      const share = Math.min(1, (at - began) / FLIGHT_MS), eased = share * share * (3 - 2 * share);
      dot.setAttribute("cx", from.x + (to.x - from.x) * eased);
      dot.setAttribute("cy", from.y + (to.y - from.y) * eased);
      if (share < 1) requestAnimationFrame(move);
      else {
        dot.remove();
        flying -= 1;
      }
    };
    move(began);
    requestAnimationFrame(move);
  }

  return {
    reset() {
      for (const spot of spots.values()) spot.waiting = spot.passing = spot.standing = 0;
    },
    step(from, to, seen) {
      count(from, -1);
      count(to, 1);
      const before = spotOf[from], after = spotOf[to];
      if (seen && before && after && before !== after) fly(before, after);
    },
    note() {
      for (const spot of spots.values()) {
        most = Math.max(most, spot.waiting);
        spot.peak = Math.max(spot.peak, spot.standing);
      }
    },
    draw() {
      for (const spot of spots.values()) {
        if (spot.fill) {
          const of = spot.places || spot.peak, side = Number(spot.fill.dataset.side);
          const height = side * Math.min(1, spot.standing / of);
          spot.fill.setAttribute("height", height);
          spot.fill.setAttribute("y", Number(spot.fill.dataset.bottom) - height);
          spot.group.classList.toggle("is-full", spot.places > 0 && spot.standing >= spot.places);
          spot.first.textContent = spot.places ? `${spot.standing} / ${spot.places}` : spot.standing;
          continue;
        }
        spot.queue.setAttribute("r", spot.waiting ? 10 + (WIDEST - 10) * Math.sqrt(spot.waiting / most) : 0);
        const isQuiet = !spot.waiting && !spot.passing;
        spot.first.textContent = isQuiet ? "" : `${spot.waiting} ${svg.dataset.waiting}`;
        spot.second.textContent = isQuiet ? "" : `${spot.passing} ${svg.dataset.passing}`;
      }
    },
  };
}

// On a phone one part is shown at a time.
export function switchViews(parts) {
  parts.querySelectorAll("button[data-view]").forEach((button) => button.addEventListener("click", () => {
    parts.dataset.view = button.dataset.view;
    parts.querySelectorAll("button[data-view]").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
  }));
}
