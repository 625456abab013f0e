// Pictures made for tests, good and hostile, byte by byte.
import { crc32, deflateSync } from 'node:zlib';

const number = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
const sum = crc32 ?? ((bytes) => {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; ++bit) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
});

function chunk(name, data) {
  const named = Buffer.concat([Buffer.from(name), data]);
  return Buffer.concat([number(data.length), named, number(sum(named))]);
}

function whole(width, height, rows) {
  const head = Buffer.concat([number(width), number(height), Buffer.from([8, 2, 0, 0, 0])]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

// A whole one: red above, blue below; `seed` sets it apart from others.
export function png(width, height, seed = 0) {
  const rows = Buffer.alloc((1 + 3 * width) * height);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const down = Math.round(255 * y / Math.max(1, height - 1));
      rows.set([255 - down, (x + seed) % 256, down], y * (1 + 3 * width) + 1 + 3 * x);
    }
  }
  return whole(width, height, rows);
}

// One that says to be so large, and holds next to nothing.
export const pngOfClaims = (width, height) => whole(width, height, Buffer.alloc(64));

// One that goes on until `bytes`, and has no end.
export function endlessGif(bytes) {
  const head = Buffer.from('GIF89a\x04\0\x04\0\x80\0\0\xff\0\0\0\0\xff,\0\0\0\0\x04\0\x04\0\0\x02\x04\x84\x8f\x09\x05\0', 'latin1');
  const pixel = Buffer.from('!\xf9\x04\0\x01\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0', 'latin1');
  return Buffer.concat([head, ...Array(Math.ceil((bytes - head.length) / pixel.length)).fill(pixel)]);
}
