/**
 * Takes the place of nodemailer's table of media types by file extension, 40 kB of a bundle: no mail of the product names
 * a file without naming its type.
 */
const unnamed = (): never => {
  throw new Error("a mail's part names its own media type: bundles hold no table of file extensions");
};

export const detectMimeType = unnamed;
export const detectExtension = unnamed;
