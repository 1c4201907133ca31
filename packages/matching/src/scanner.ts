import { AppError } from "@understudy/domain";

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Reads a path from left to right. */
export class Scanner {
  readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  peek(): string {
    return this.text[this.position] ?? "";
  }

  skip(count: number): void {
    this.position += count;
  }

  skipBlanks(): void {
    this.takeWhile(/\s/);
  }

  /** Goes past a text if it is next. */
  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.position)) return false;
    this.position += expected.length;
    return true;
  }

  takeWhile(allowed: RegExp): string {
    const start = this.position;
    while (!this.isAtEnd && allowed.test(this.peek())) this.position++;
    return this.text.slice(start, this.position);
  }

  /** A name in quotes, escapes resolved. */
  takeQuoted(): string {
    const quote = this.peek();
    this.position++;
    let name = "";
    while (!this.isAtEnd && this.peek() !== quote) name += this.takeCharacter();
    if (!this.take(quote)) throw this.error("the quote is not closed");
    return name;
  }

  /** The expression up to the comma or bracket that ends it. */
  takeExpression(): string {
    const start = this.position;
    let depth = 0;
    while (!this.isAtEnd) {
      const character = this.peek();
      if (depth === 0 && (character === "," || character === "]")) break;
      if (character === "'" || character === '"') this.takeQuoted();
      else {
        if (character === "(" || character === "[") depth++;
        if (character === ")" || character === "]") depth--;
        // In a regular expression, an escaped bracket is a character.
        this.position += character === "\\" ? 2 : 1;
      }
    }
    return this.text.slice(start, this.position);
  }

  error(message: string): AppError {
    return new AppError("validation", `${message} at character ${this.position + 1} of ${JSON.stringify(this.text)}`);
  }

  private takeCharacter(): string {
    const character = this.peek();
    this.position++;
    if (character !== "\\") return character;
    const escaped = this.peek();
    this.position++;
    if (escaped !== "u") return escapes[escaped] ?? escaped;
    const code = /^[0-9a-f]{4}/i.exec(this.text.slice(this.position, this.position + 4))?.[0];
    if (code === undefined) throw this.error("expected four hexadecimal digits");
    this.position += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }
}
