// What the terminal shows while Muster gets ready: one line per piece of work, with its seconds.

const live = process.stdout.isTTY === true;
const paint = (code, text) => (live && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text);

/** @param {string} text */
export const bold = (text) => paint(1, text);
/** @param {string} text */
export const dim = (text) => paint(2, text);
/** @param {string} text */
export const green = (text) => paint(32, text);
/** @param {string} text */
export const red = (text) => paint(31, text);

const line = (mark, label, detail) => `  ${mark} ${label.padEnd(26)} ${dim(detail)}`;

/**
 * Runs `work` and shows what is being done and how long it takes.
 * @template Result
 * @param {string} label what is being done
 * @param {() => Promise<Result> | Result} work
 * @param {(result: Result) => string} [note] what to add behind the seconds
 * @returns {Promise<Result>}
 */
export async function step(label, work, note = () => '') {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  const draw = () => process.stdout.write(`\r${line('·', label, seconds())}`);
  const ticking = live ? setInterval(draw, 100) : undefined;
  if (live) draw();
  try {
    const result = await work();
    const more = note(result);
    show(line(green('✓'), label, more ? `${seconds()}, ${more}` : seconds()));
    return result;
  } catch (error) {
    show(line(red('✗'), label, seconds()));
    throw error;
  } finally {
    clearInterval(ticking);
  }
}

function show(text) {
  console.log(live ? `\r\u001b[K${text}` : text);
}
