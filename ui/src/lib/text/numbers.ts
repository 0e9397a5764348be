/** A citizen's 12 digits in groups of three: "001 099 012 345". For whole numbers: a mask shows as the core made it. */
export function grouped(number: string): string {
  return number.replace(/(.{3})(?=.)/g, '$1 ');
}

/** A phone number as people write it: "0912 345 678". */
export function phoneGrouped(phone: string): string {
  return [phone.slice(0, 4), phone.slice(4, 7), phone.slice(7)].filter((part) => part !== '').join(' ');
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
