import { totalmem } from 'node:os';
import { embeddedConnections } from '../../env';

/** Settings of `postgres -c`, by name. */
export type Settings = Readonly<Record<string, string>>;

/** Connections for those who are not the server's pools: its guard, commands beside it, the superuser. */
const spareConnections = 40;

/**
 * The memory that this process and PostgreSQL may fill, in bytes: the machine's, or what a container is limited to.
 *
 * @param machine in bytes
 * @param limit of the container; none is 0, or more than any machine has
 */
export const usableMemory = (machine: number, limit: number): number =>
  limit > 0 ? Math.min(machine, limit) : machine;

/**
 * What PostgreSQL may take of so many bytes of memory, beside the server and whatever else runs there; the rest is for
 * SSDs and for tables that grow fast: rarer checkpoints, figures that keep up. A quarter keeps its pages
 * (`shared_buffers`), as PostgreSQL advises: with too few, a read may wait until somebody else's change is written out
 * to make room.
 */
export function sizedBy(memory: number): Settings {
  const megabytes = (share: number, most: number) =>
    `${Math.max(128, Math.min(most, Math.floor((memory * share) / 2 ** 20)))}MB`;
  return {
    shared_buffers: megabytes(1 / 4, 8192),
    effective_cache_size: megabytes(1 / 2, 65_536),
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    autovacuum_naptime: '15s',
  };
}

/** The settings of an embedded PostgreSQL on this machine. */
export const ownSettings = (): Settings => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: String(embeddedConnections + spareConnections),
  ...sizedBy(usableMemory(totalmem(), process.constrainedMemory())),
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
});
