// The order matters: most browsers call themselves by the names of others, too.
const browsers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bVersion\/\S+.* Safari\//, 'Safari'],
];

const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

function nameIn(userAgent: string, names: typeof browsers): string | undefined {
  return names.find(([pattern]) => pattern.test(userAgent))?.[1];
}

/** A browser in words, from the `User-Agent` that it sent: “Firefox on Windows”. It may have said anything. */
export function browserOf(userAgent: string | null): string {
  if (!userAgent?.trim()) return 'Unknown browser';
  const browser = nameIn(userAgent, browsers);
  const system = nameIn(userAgent, systems);
  if (browser) return system ? `${browser} on ${system}` : browser;
  // No browser that is known here: a program, perhaps, which names itself first.
  const [program = ''] = userAgent.trim().split(/[\s/(]/, 1);
  const named = /^[\w.-]{2,30}$/.test(program) && program !== 'Mozilla' ? program : 'Unknown browser';
  return system ? `${named} on ${system}` : named;
}
