// The map in the browser: our own places on an empty sheet, coloured by load. No tiles, no border,
// no other host. Where a browser cannot draw it, the drawing of the server stays as it is.

const LOADS = { calm: "#1c7a5b", busy: "#b06a00", heavy: "#b3261e", unknown: "#75828d" };
const GRID_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
const PADDING = 90;

const stage = document.getElementById("zone-gl");
const live = document.getElementById("live");

function canDraw() {
  const canvas = document.createElement("canvas");
  return Boolean(window.WebGL2RenderingContext && canvas.getContext("webgl2"));
}

async function readPlaces() {
  const answer = await fetch(stage.dataset.places, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function boundsOf(places) {
  const xs = places.features.map((one) => one.geometry.coordinates[0]);
  const ys = places.features.map((one) => one.geometry.coordinates[1]);
  const least = 0.01; // a single gate still has something around it
  return [[Math.min(...xs) - least, Math.min(...ys) - least], [Math.max(...xs) + least, Math.max(...ys) + least]];
}

// Lines of latitude and longitude: all that can be drawn between places without guessing.
function drawGrid([[west, south], [east, north]]) {
  const step = GRID_STEPS.find((one) => (east - west) / one < 8) || 1;
  const lines = [];
  const wide = [west - 20 * step, east + 20 * step], tall = [south - 20 * step, north + 20 * step];
  for (let x = Math.ceil(wide[0] / step); x * step <= wide[1]; x += 1)
    lines.push([[x * step, tall[0]], [x * step, tall[1]]]);
  for (let y = Math.ceil(tall[0] / step); y * step <= tall[1]; y += 1)
    lines.push([[wide[0], y * step], [wide[1], y * step]]);
  return {
    type: "FeatureCollection",
    features: lines.map((line) => ({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: line } })),
  };
}

function styleOf(places, letters) {
  const isYard = ["==", ["get", "kind"], "yard"];
  const colour = ["match", ["get", "load"], ...Object.entries(LOADS).flat(), LOADS.unknown];
  return {
    version: 8,
    sources: {
      grid: { type: "geojson", data: drawGrid(boundsOf(places)) },
      places: { type: "geojson", data: places },
    },
    layers: [
      { id: "sheet", type: "background", paint: { "background-color": "#f7f9fa" } },
      { id: "grid", type: "line", source: "grid", paint: { "line-color": "#dde3e8", "line-width": 1 } },
      {
        id: "places", type: "circle", source: "places",
        paint: {
          "circle-radius": ["get", "size"],
          "circle-color": colour,
          "circle-opacity": ["case", isYard, 0.75, 1],
          "circle-stroke-color": ["match", ["get", "tone"], "bad", "#17222e", "#ffffff"],
          "circle-stroke-width": ["match", ["get", "tone"], "bad", 4, 2],
        },
      },
      {
        id: "names", type: "symbol", source: "places",
        layout: {
          "text-field": ["format", ["get", "name"], {}, "\n", {}, ["get", "count"], { "font-scale": 0.9 }],
          "text-font": [letters.split(",")[0].replaceAll('"', "").trim()],
          "text-size": 13,
          "text-anchor": "top",
          "text-offset": [0, 1.5],
          "text-max-width": 12,
          "text-optional": true,
        },
        paint: { "text-color": "#17222e", "text-halo-color": "#ffffff", "text-halo-width": 2 },
      },
    ],
  };
}

async function loadLetters(places) {
  const letters = getComputedStyle(document.body).fontFamily;
  const said = places.features.map((one) => one.properties.name + one.properties.count).join("");
  // A canvas does not wait for a font: without this a Chinese name would be empty boxes.
  await Promise.all(letters.split(",").slice(0, 2).map((one) => document.fonts.load(`16px ${one}`, said).catch(() => [])));
  return letters;
}

// The boundary of the zone by its decrees: versions and what parts them, each shown when asked for.
const PARTS = {
  newer: ["newer"], older: ["older"], changed: ["added", "removed"],
};
const COLOURS = { newer: "#0f3d4c", older: "#75828d", added: "#1c7a5b", removed: "#b3261e" };

async function addBoundary(map) {
  const chosen = document.getElementById("map-layers");
  const answer = await fetch(chosen.dataset.shapes);
  if (!answer.ok) return;
  const shapes = await answer.json();
  const known = shapes.features.map((one) => one.properties.part);
  if (!known.length) return; // no document with its shape was taken in
  map.addSource("boundary", { type: "geojson", data: shapes });
  for (const [name, parts] of Object.entries(PARTS)) {
    const box = chosen.querySelector(`input[name=${name}]`);
    box.closest("label").hidden = !parts.some((part) => known.includes(part));
    for (const part of parts) {
      const day = shapes.features.find((one) => one.properties.part === part)?.properties.day;
      const told = chosen.querySelector(`[data-day=${part}]`);
      if (told && day) told.textContent = new Date(day).toLocaleDateString(document.documentElement.lang);
      map.addLayer({
        id: part, source: "boundary", filter: ["==", ["get", "part"], part],
        layout: { visibility: "none" },
        ...(name === "changed"
          ? { type: "fill", paint: { "fill-color": COLOURS[part], "fill-opacity": 0.35 } }
          : { type: "line", paint: { "line-color": COLOURS[part], "line-width": part === "newer" ? 3 : 2 } }),
      }, "places");
    }
    box.addEventListener("change", () => {
      for (const part of parts) map.setLayoutProperty(part, "visibility", box.checked ? "visible" : "none");
      if (box.checked) map.fitBounds(boundsOfShapes(shapes), { padding: PADDING / 3 });
    });
  }
  chosen.querySelector("[data-made-up]").hidden = !shapes.features.some((one) => one.properties.made_up);
  chosen.hidden = false;
}

function boundsOfShapes(shapes) {
  const points = shapes.features.flatMap((one) => one.geometry.coordinates.flat(one.geometry.type === "MultiPolygon" ? 2 : 1));
  const xs = points.map((one) => one[0]), ys = points.map((one) => one[1]);
  return [[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]];
}

function keepFresh(map) {
  let last = "";
  new MutationObserver(async () => {
    const cursor = live.querySelector(".part")?.dataset.cursor || "";
    if (cursor === last) return;
    last = cursor;
    try {
      map.getSource("places").setData(await readPlaces());
    } catch {
      // The strip above says already that the connection is lost.
    }
  }).observe(live, { childList: true });
}

async function start() {
  const places = await readPlaces();
  if (!places.features.length) return; // nothing is known: the drawing says more
  const [library, letters] = await Promise.all([import(stage.dataset.library), loadLetters(places)]);
  const card = document.getElementById("gl-card");
  card.hidden = false;
  card.parentElement.classList.add("has-gl");
  const said = stage.dataset;
  const map = new library.Map({
    container: stage,
    style: styleOf(places, letters),
    bounds: boundsOf(places),
    fitBoundsOptions: { padding: Math.min(PADDING, stage.clientWidth / 5) },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
    maxZoom: 16,
    minZoom: 7,
    localIdeographFontFamily: letters,
    locale: {
      "Map.Title": said.title,
      "NavigationControl.ZoomIn": said.in,
      "NavigationControl.ZoomOut": said.out,
      "NavigationControl.ResetBearing": said.north,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.scrollZoom.disable(); // the wheel scrolls the page; the buttons and two fingers zoom
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new library.ScaleControl({ unit: "metric" }), "bottom-left");
  map.on("click", "places", (event) => { location.assign(event.features[0].properties.list); });
  map.on("mouseenter", "places", () => { map.getCanvas().classList.add("is-over"); });
  map.on("mouseleave", "places", () => { map.getCanvas().classList.remove("is-over"); });
  map.on("load", () => {
    stage.dataset.state = "drawn";
    addBoundary(map).catch((error) => console.warn("boundary:", error));
  });
  keepFresh(map);
}

function giveUp(error) {
  console.warn("map:", error);
  document.getElementById("gl-card").hidden = true;
  document.querySelector(".map-page").classList.remove("has-gl");
}

if (stage && live && canDraw()) start().catch(giveUp);
