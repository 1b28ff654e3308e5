import { expect, it } from 'vitest';
import { chart } from './chart.mjs';

/** The names of the elements, where the document is well-formed. */
function elementsOf(svg: string): string[] {
  const open: string[] = [];
  const all: string[] = [];
  const text = svg.replace(
    /<(\/?)([a-z]+)((?:\s+[a-zA-Z:0-9-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, end, name, __, alone) => {
      if (end) expect(open.pop()).toBe(name);
      else if (!alone) open.push(name);
      if (!end) all.push(name);
      return '';
    },
  );
  expect(open).toEqual([]);
  expect(text).not.toMatch(/<|&(?!amp;|lt;|gt;|quot;)/);
  return all;
}

const figures = (rps: number) => ({ rps });

it('draws a bar for each server and workload, well-formed', () => {
  const workloads = {
    fill: { subject: figures(1) },
    get: { subject: figures(1000), raw: figures(2000) },
    cursor: { subject: figures(50) },
    put: { subject: { failed: 'x' } },
  };
  const svg = chart({
    stages: [{ target: 50_000, workloads }],
    labels: { subject: '"A" <&> B', raw: 'raw reference' },
  });
  const elements = elementsOf(svg);
  // The page, two of the legend, and three bars.
  expect(elements.filter((name) => name === 'rect')).toHaveLength(6);
  expect(svg).toContain('0.50, goal 0.5');
  expect(svg).toContain('&quot;A&quot; &lt;&amp;&gt; B');
  expect(svg).toContain('50,000 users');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

it('draws nothing that has not been measured yet', () => {
  const svg = chart({ stages: [], labels: { subject: 'A' } });
  expect(elementsOf(svg)).toContain('svg');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});
