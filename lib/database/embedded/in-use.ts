import type { Holder } from './guard';

/** A server already runs on this data folder. The message says which, and what to do. */
export class DataFolderInUse extends Error {
  override name = 'DataFolderInUse';

  constructor(
    dataDir: string,
    readonly holder: Holder | undefined,
  ) {
    const who = holder
      ? `${holder.role === 'command' ? 'A muster command' : 'Muster'} (pid ${holder.pid}${holder.address && `, ${holder.address}`}) `
      : 'Another process ';
    super(
      `${who}already works on the data folder ${dataDir}. Nothing was changed.\n` +
        'Use the one that runs, or stop it first (Ctrl-C in its terminal' +
        `${holder ? `, or \`kill ${holder.pid}\`` : ''}). For a second server of its own, set PORT and MUSTER_DATA_DIR.`,
    );
  }
}
