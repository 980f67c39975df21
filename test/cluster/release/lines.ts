/** What a command printed, line by line, without empty ones. */
export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
