/** JSON text with its structure in lines; numbers keep their digits. Text that is no JSON comes back as it is. */
export function prettyJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  return indent(text);
}

/** Lays out the tokens themselves: parsing and writing again would round long numbers. */
function indent(json: string): string {
  let depth = 0;
  const lineBreak = () => `\n${'  '.repeat(depth)}`;
  const tokens = json.match(/"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  return tokens
    .map((token, place) => {
      if (token === '{' || token === '[') {
        depth += 1;
        return isClosing(tokens[place + 1]) ? token : token + lineBreak();
      }
      if (isClosing(token)) {
        depth -= 1;
        return isOpening(tokens[place - 1]) ? token : lineBreak() + token;
      }
      if (token === ',') return token + lineBreak();
      return token === ':' ? ': ' : token;
    })
    .join('');
}

function isClosing(token: string | undefined): boolean {
  return token === '}' || token === ']';
}

function isOpening(token: string | undefined): boolean {
  return token === '{' || token === '[';
}
