import { Fragment } from 'react';

/** A URN that breaks behind its colons only, where it has to. */
function Urn({ urn }: { urn: string }) {
  const [first, ...rest] = urn.split(':');
  return (
    <>
      {first}
      {rest.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a URN's parts do not move
        <Fragment key={place}>
          :<wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
}

/** A SCIM path; an extension's attribute by its own name, its schema below. */
export function AttributePath({ path }: { path: string }) {
  const at = path.lastIndexOf(':');
  return (
    <>
      <code className="font-mono text-xs">{path.slice(at + 1)}</code>
      {at < 0 ? null : (
        <span className="block text-xs font-normal text-ink-soft">
          <Urn urn={path.slice(0, at)} />
        </span>
      )}
    </>
  );
}
