/** `T` as it arrives through JSON: times are ISO 8601 texts. */
export type Json<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Json<Item>[]
    : T extends object
      ? { [Key in keyof T]: Json<T[Key]> }
      : T;

/** What a JSON route would answer for `value`: lets a page's first data and later answers have one shape. */
export function toJson<T>(value: T): Json<T> {
  return JSON.parse(JSON.stringify(value));
}
