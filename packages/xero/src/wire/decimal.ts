const PLAIN = /^-?\d{1,30}(?:\.\d{1,30})?$/;
const WITH_EXPONENT = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?[eE]([+-]?\d{1,2})$/;

/**
 * A JSON number's text as a plain decimal string: exponents are written out and minus zero is zero.
 * Null when the text is not a number of a size that money or a quantity can have.
 */
export function readDecimal(text: string): string | null {
  const plain = PLAIN.test(text) ? text : writeOut(text);
  if (plain === null || plain.charCodeAt(0) !== 45) return plain;
  return /[1-9]/.test(plain) ? plain : plain.slice(1);
}

function writeOut(text: string): string | null {
  const parts = WITH_EXPONENT.exec(text);
  if (!parts) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point > 0 ? digits.padEnd(point, '0') : '0'.repeat(1 - point) + digits;
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at);
  return sign + integer + (rest ? `.${rest}` : '');
}
