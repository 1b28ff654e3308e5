// The chart of a report: requests a second, a bar for each server, as SVG that is readable on light and dark pages.
import { ratios } from './goals.mjs';
import { ratioOf } from './verdicts.mjs';

const width = 760;
const left = 120;
const right = 170;
const bar = 14;
const row = 2 * bar + 16;

const style = `
  :root { color-scheme: light dark; }
  .page { fill: #ffffff; } .text { fill: #1f2328; } .quiet { fill: #59636e; } .line { stroke: #d1d9e0; }
  .subject { fill: #2a6fdb; } .raw { fill: #a5aeb8; }
  text { font: 12px system-ui, sans-serif; } .title { font-weight: 600; font-size: 14px; }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117; } .text { fill: #f0f6fc; } .quiet { fill: #9198a1; } .line { stroke: #3d444d; }
    .subject { fill: #5b9bff; } .raw { fill: #6e7781; }
  }`;

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text) => String(text).replace(/[&<>"]/g, (letter) => escapes[letter]);
const text = (x, y, kind, content, anchor = 'start') =>
  `<text x="${x}" y="${y}" class="${kind}" text-anchor="${anchor}">${escaped(content)}</text>`;
const whole = (value) => Math.round(value).toLocaleString('en-US');

function rowOf({ name, pair }, y, scale) {
  const bars = ['subject', 'raw'].flatMap((key, i) => {
    const rps = pair[key]?.rps;
    if (!rps) return [];
    const length = Math.max(1, Math.round(rps * scale));
    const top = y + i * (bar + 2);
    return [
      `<rect x="${left}" y="${top}" width="${length}" height="${bar}" rx="2" class="${key}"/>`,
      text(left + length + 6, top + bar - 3, 'quiet', whole(rps)),
    ];
  });
  const ratio = ratioOf(pair);
  const goal = ratios[name] === undefined ? '' : `, goal ${ratios[name]}`;
  const note = Number.isNaN(ratio)
    ? []
    : [text(width - 16, y + bar + 5, 'text', `${ratio.toFixed(2)}${goal}`, 'end')];
  return [text(left - 8, y + bar + 5, 'text', name, 'end'), ...bars, ...note].join('\n');
}

function legend(labels, y) {
  return Object.entries(labels)
    .map(([key, label], i) => {
      const x = left + i * 190;
      return `<rect x="${x}" y="${y - 10}" width="12" height="12" rx="2" class="${key}"/>${text(x + 18, y, 'quiet', label)}`;
    })
    .join('\n');
}

/**
 * Draws the requests a second of a report's last stage.
 * @param {{ stages: any[], labels: Record<string, string> }} report
 * @returns {string} an SVG document
 */
export function chart({ stages, labels }) {
  const stage = stages.at(-1) ?? { target: 0, workloads: {} };
  const rows = Object.entries(stage.workloads)
    .filter(([name, pair]) => pair.subject?.rps && !name.startsWith('fill'))
    .map(([name, pair]) => ({ name, pair }));
  const most = Math.max(1, ...rows.flatMap(({ pair }) => [pair.subject?.rps ?? 0, pair.raw?.rps ?? 0]));
  const scale = (width - left - right) / most;
  const height = 72 + rows.length * row;
  const title = `Requests a second with ${whole(stage.target)} users`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${style}</style>`,
    `<rect width="${width}" height="${height}" rx="6" class="page"/>`,
    text(16, 26, 'text title', title),
    text(width - 16, 26, 'quiet', Object.keys(labels).length > 1 ? 'ratio' : '', 'end'),
    legend(labels, 48),
    `<line x1="${left}" y1="62" x2="${left}" y2="${height - 12}" class="line"/>`,
    ...rows.map((one, i) => rowOf(one, 66 + i * row, scale)),
    '</svg>\n',
  ].join('\n');
}
