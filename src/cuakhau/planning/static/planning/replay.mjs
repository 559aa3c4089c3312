// A simulated day, played: where each vehicle is at each moment, from moves that the server kept.
// Counts and bars are set as properties; dots are circles with attributes, so no inline style.

import { drawMap, switchViews } from "./replay_map.mjs";

const GONE = -1;
const SECOND = 60; // of a minute
const DAY = 86400;
const MOST_DOTS = 140;
const FLIGHT_MS = 420;

const player = document.getElementById("player");
const stage = document.getElementById("stage");
const dots = document.getElementById("dots");
const scrub = document.getElementById("scrub");
const speed = document.getElementById("speed");
const clock = document.getElementById("clock");
const play = document.getElementById("play");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

const listBy = (name) => new Map([...stage.querySelectorAll(`[data-${name}]`)].map((one) => [Number(one.dataset[name]), one]));
const boxes = listBy("box"), counts = listBy("count"), meters = listBy("meter"), outs = listBy("out");

// Only a yard of which the places are known can be full.
const limited = new Set([...meters].filter(([, meter]) => Number(meter.getAttribute("max"))).map(([box]) => box));

// What stands still now is marked in the list and on the map.
const stills = [...document.querySelectorAll("[data-still]")].map((row) => ({
  row, since: Number(row.dataset.since), until: Number(row.dataset.until),
  spots: [...document.querySelectorAll(row.dataset.still === "*" ? "#map .is-gate, #map .is-route" : `#map [data-spot="${CSS.escape(row.dataset.still)}"]`)],
}));

function markStills(now) {
  for (const one of stills) for (const spot of one.spots) spot.classList.remove("is-still");
  for (const one of stills) {
    const isNow = one.since <= now && now < one.until;
    one.row.classList.toggle("is-now", isNow);
    if (isNow) for (const spot of one.spots) spot.classList.add("is-still");
  }
}

// Moves of all vehicles in the order of time: [second, vehicle, box on the stage, gate, box].
function listMoves(day) {
  const moves = [];
  day.tracks.forEach((track, vehicle) => {
    let gate = -1;
    for (let place = 0; place < track.length; place += 2) {
      const box = track[place + 1];
      if (box !== GONE) gate = day.gates[box];
      moves.push([track[place], vehicle, box === GONE ? GONE : day.boxes[box], gate, box]);
    }
  });
  return moves.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

function start(day) {
  const moves = listMoves(day);
  const where = new Int32Array(day.tracks.length).fill(GONE);
  const stood = new Int32Array(day.tracks.length).fill(GONE); // the same, by the box of the log
  const map = drawMap(document.getElementById("map"), day, calm);
  const standing = new Map([...boxes.keys()].map((box) => [box, 0]));
  const out = new Map([...outs.keys()].map((gate) => [gate, 0]));
  const most = new Map();
  let next = 0, now = 0, playing = false, before = 0, flying = 0;

  function rewind() {
    next = 0;
    where.fill(GONE);
    stood.fill(GONE);
    map.reset();
    for (const box of standing.keys()) standing.set(box, 0);
    for (const gate of out.keys()) out.set(gate, 0);
  }

  function step(move, seen) {
    const [, vehicle, box, gate, raw] = move, from = where[vehicle];
    map.step(stood[vehicle], raw, seen);
    stood[vehicle] = raw;
    if (from !== GONE) standing.set(from, standing.get(from) - 1);
    if (box === GONE) out.set(gate, (out.get(gate) || 0) + 1);
    else standing.set(box, standing.get(box) + 1);
    where[vehicle] = box;
    if (seen && from !== GONE && box !== GONE && from !== box) fly(from, box);
  }

  function moveTo(second, seen) {
    if (second < now) rewind();
    now = second;
    while (next < moves.length && moves[next][0] <= second) step(moves[next++], seen);
  }

  function draw() {
    for (const [box, number] of standing) {
      counts.get(box).textContent = number;
      meters.get(box).value = number;
      boxes.get(box).classList.toggle("is-full", limited.has(box) && number >= meters.get(box).max);
    }
    for (const [gate, number] of out) if (outs.has(gate)) outs.get(gate).textContent = number;
    map.draw();
    markStills(now);
    const minute = Math.floor(now / SECOND), clocked = (minute + Number(player.dataset.from)) % 1440;
    const said = `${String(Math.floor(clocked / 60)).padStart(2, "0")}:${String(clocked % 60).padStart(2, "0")}`;
    clock.textContent = said;
    scrub.value = minute;
    scrub.setAttribute("aria-valuetext", said);
    stage.dataset.minute = minute;
  }

  // The tallest bar of a box without a known number of places is its own busiest moment.
  function findMost() {
    rewind();
    for (const move of moves) {
      step(move, false);
      map.note();
      if (move[2] !== GONE) most.set(move[2], Math.max(most.get(move[2]) || 0, standing.get(move[2])));
    }
    for (const [box, meter] of meters) if (!limited.has(box)) meter.max = most.get(box) || 1;
    rewind();
    now = 0;
  }

  function centre(box) {
    const outer = stage.getBoundingClientRect(), inner = boxes.get(box).getBoundingClientRect();
    return [inner.left + inner.width / 2 - outer.left, inner.top + inner.height / 2 - outer.top];
  }

  function fly(from, to) {
    if (calm.matches || !stage.offsetWidth || flying >= MOST_DOTS) return;
    const [x0, y0] = centre(from), [x1, y1] = centre(to), began = performance.now();
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    dot.setAttribute("r", 4);
    dots.append(dot);
    flying += 1;
    const move = (at) => {
      const share = Math.min(1, (at - began) / FLIGHT_MS), eased = share * share * (3 - 2 * share);
      dot.setAttribute("cx", x0 + (x1 - x0) * eased);
      dot.setAttribute("cy", y0 + (y1 - y0) * eased);
      if (share < 1) requestAnimationFrame(move);
      else {
        dot.remove();
        flying -= 1;
      }
    };
    move(began);
    requestAnimationFrame(move);
  }

  function tick(at) {
    if (!playing) return;
    const gone = Math.min(200, at - before) / 1000;
    before = at;
    moveTo(Math.min(DAY, now + gone * Number(speed.value) * SECOND), true);
    draw();
    if (now >= DAY) pause();
    else requestAnimationFrame(tick);
  }

  function show() {
    play.setAttribute("aria-pressed", String(playing));
    play.querySelector("span").textContent = playing ? play.dataset.pause : play.dataset.play;
    const use = play.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, playing ? "#player-pause" : "#player-play"));
  }

  function pause() {
    playing = false;
    show();
  }

  function toggle() {
    playing = !playing;
    if (playing && now >= DAY) moveTo(0, false);
    show();
    if (playing) {
      before = performance.now();
      requestAnimationFrame(tick);
    }
  }

  function jump(second) {
    moveTo(Math.max(0, Math.min(DAY, second)), false);
    draw();
  }

  play.addEventListener("click", toggle);
  scrub.addEventListener("input", () => jump(Number(scrub.value) * SECOND));
  speed.addEventListener("input", () => { document.getElementById("speed-said").textContent = speed.value; });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea, a, summary") || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = event.shiftKey ? 15 * SECOND : SECOND;
    if (event.key === " " && event.target !== play) toggle();
    else if (event.key === "ArrowRight") jump(now + by);
    else if (event.key === "ArrowLeft") jump(now - by);
    else return;
    event.preventDefault();
  });
  switchViews(document.getElementById("parts"));
  findMost();
  jump(Number(player.dataset.from) ? 0 : 8 * 3600); // the gates open at seven or eight
  player.dataset.state = "ready";
}

const answer = await fetch(player.dataset.frames);
if (answer.ok) start(await answer.json());
else player.dataset.state = "broken";
