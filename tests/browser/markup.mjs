// Valid HTML, CSS and SVG, by the Nu Html Checker over the whole built site in one run.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { filesOf } from './site.mjs';

const jar = fileURLToPath(new URL('node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));

/// [{ file, line, message, extract }]: errors only.
export async function markupErrors(folder) {
  // By name: of a whole folder it would read feeds and calendars as HTML too.
  const files = [...filesOf(folder)].filter((file) => /\.(html|css|svg)$/.test(file)).map((file) => join(folder, file));
  const java = spawn('java', ['-Xss2m', '-jar', jar, '--stdout', '--errors-only', '--format', 'json',
    '--also-check-css', '--also-check-svg', ...files], { stdio: ['ignore', 'pipe', 'inherit'] });
  let report = '';
  java.stdout.setEncoding('utf8').on('data', (text) => { report += text; });
  await new Promise((resolve, reject) => java.on('close', resolve).on('error', reject));
  return JSON.parse(report).messages.map((message) => ({
    file: (message.url ?? '').replace(/^file:/, '').replace(folder, ''),
    line: message.lastLine ?? 0,
    message: message.message,
    extract: (message.extract ?? '').replace(/\s+/g, ' ').trim(),
  }));
}
