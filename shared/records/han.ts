/** Chinese characters, with their extensions and compatibility forms. */
export const HAN = /\p{Script=Han}/u;
