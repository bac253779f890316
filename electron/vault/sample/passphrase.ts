/** Known to everybody: a sample holds nobody's data. The lock screen shows it. */
export const SAMPLE_PASSPHRASE = 'apricot grove morning dew';
