import {
  type Attribute,
  groupType,
  leafOf,
  type ResourceType,
  type Target,
  urns,
  userType,
} from '../../scim';

/** A value in SQL. Text with a `key` is compared without case by it. */
export interface ScalarColumn {
  readonly kind: 'scalar';
  readonly sql: string;
  readonly as: 'text' | 'uuid' | 'boolean' | 'number' | 'timestamp';
  readonly key?: string;
}

/** The elements of a multi-valued attribute in SQL: rows to look for, and the columns of one. */
export interface ElementsColumn {
  readonly kind: 'elements';
  readonly from: string;
  readonly where?: string;
  /** The column of a sub-attribute, or of the element itself where it has none. */
  readonly column: (sub?: Attribute) => ScalarColumn;
  /** The primary element first, else as they were sent. */
  readonly order: string;
  /** True for an element in which anything has a value. */
  readonly present: string;
}

/** A single complex attribute in SQL. */
export interface ObjectColumn {
  readonly kind: 'object';
  readonly sql: string;
  readonly column: (sub: Attribute) => ScalarColumn;
}

/** Where an attribute of a resource is found in SQL. */
export type Column = ScalarColumn | ElementsColumn | ObjectColumn;

/** Writes `text` as an SQL literal. For names that the schemas hold and for addresses; clients' values are parameters. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const scalar = (sql: string, as: ScalarColumn['as'] = 'text', key?: string): ScalarColumn => ({
  kind: 'scalar',
  sql,
  as,
  key,
});

const jsonTypes: Partial<Record<Attribute['type'], ScalarColumn['as']>> = {
  boolean: 'boolean',
  integer: 'number',
  decimal: 'number',
  dateTime: 'timestamp',
};
const casts: Partial<Record<ScalarColumn['as'], string>> = {
  boolean: '::boolean',
  number: '::numeric',
  timestamp: '::timestamptz',
};

/** The member `attribute` of a JSON object. */
function jsonScalar(object: string, attribute: Attribute): ScalarColumn {
  const as = jsonTypes[attribute.type] ?? 'text';
  return scalar(`(${object}->>${literal(attribute.name)})${casts[as] ?? ''}`, as);
}

/** An attribute that only the `attributes` document holds. */
function jsonColumn({ extension, attribute }: Target): Column {
  const holder = extension ? `(u.attributes->${literal(extension.id)})` : 'u.attributes';
  const value = `(${holder}->${literal(attribute.name)})`;
  if (attribute.multiValued) {
    return {
      kind: 'elements',
      from: `jsonb_array_elements(${value}) WITH ORDINALITY AS element(item, place)`,
      order: `COALESCE(element.item->'primary' = 'true', FALSE) DESC, element.place`,
      column: (sub) => (sub ? jsonScalar('element.item', sub) : scalar(`(element.item#>>'{}')`)),
      present: `EXISTS (SELECT FROM jsonb_each_text(element.item) AS part WHERE part.value <> '')`,
    };
  }
  if (attribute.type !== 'complex') return jsonScalar(holder, attribute);
  return { kind: 'object', sql: value, column: (sub) => jsonScalar(value, sub) };
}

function schemasColumn({ schema, extensions }: ResourceType): ElementsColumn {
  const used = extensions.map(
    ({ id }) => ` UNION ALL SELECT ${literal(id)} WHERE u.attributes ? ${literal(id)}`,
  );
  return {
    kind: 'elements',
    from: `(SELECT ${literal(schema.id)}${used.join('')}) AS element(item)`,
    order: 'element.item',
    column: () => scalar('element.item'),
    present: 'TRUE',
  };
}

function metaColumn(type: ResourceType, row: 'u' | 'r', version: string, base: string): ObjectColumn {
  const parts: Readonly<Record<string, ScalarColumn>> = {
    resourceType: scalar(literal(type.name)),
    created: scalar(`${row}.created_at`, 'timestamp'),
    lastModified: scalar(`${row}.updated_at`, 'timestamp'),
    location: scalar(`(${literal(`${base}${type.endpoint}/`)} || ${row}.id)`),
    version: scalar(version),
  };
  return { kind: 'object', sql: `'{}'::jsonb`, column: ({ name }) => parts[name] ?? scalar('NULL::text') };
}

/** The groups of a user, or the members of a group: rows of `memberships` with what the other side shows. */
function membershipColumn(
  from: string,
  where: string,
  order: string,
  parts: Readonly<Record<string, ScalarColumn>>,
): ElementsColumn {
  return {
    kind: 'elements',
    from,
    where,
    order,
    column: (sub) => parts[sub?.name ?? ''] ?? scalar('NULL::text'),
    present: 'TRUE',
  };
}

/** The condition under which SCIM shows a role as one of a user's groups. */
export const visibleRole = 'r.configuration_id IS NOT NULL AND r.deleted_at IS NULL';
/** The condition under which SCIM shows a user. */
export const visibleUser = 'u.configuration_id IS NOT NULL AND u.deleted_at IS NULL';

/** The name of a user that groups show for a member. */
export const memberDisplay = 'COALESCE(u.display_name, u.user_name)';

/** The ETag of user `u`: it moves with the row and with the groups that the resource shows. */
export const userVersion = `('W/"' || u.version || COALESCE((SELECT '-' || left(md5(string_agg(r.id || r.name, ',' ORDER BY r.id)), 12)
  FROM memberships m JOIN roles r ON r.id = m.role_id AND ${visibleRole} WHERE m.user_id = u.id), '') || '"')`;
/** The ETag of role `r`. */
export const roleVersion = `('W/"' || r.version || '"')`;

/** Finds the SQL of an attribute of a resource whose row has the alias `u` (User) or `r` (Group). */
export type Columns = (target: Target) => Column;

/** Columns are the same for one base address, which a process has one of. */
function known(make: (base: string) => Columns): (base: string) => Columns {
  const made = new Map<string, Columns>();
  return (base) => {
    const columns = made.get(base) ?? make(base);
    made.set(base, columns);
    return columns;
  };
}

/** The columns of users; `base` is the address of the SCIM service. */
export const userColumns = known((base) => {
  const own: Readonly<Record<string, Column>> = {
    id: scalar('u.id', 'uuid'),
    externalId: scalar('u.external_id'),
    userName: scalar('u.user_name', 'text', 'u.user_name_key'),
    active: scalar('u.active', 'boolean'),
    schemas: schemasColumn(userType),
    meta: metaColumn(userType, 'u', userVersion, base),
    groups: membershipColumn(
      'memberships m JOIN roles r ON r.id = m.role_id',
      `m.user_id = u.id AND ${visibleRole}`,
      'r.id',
      {
        value: scalar('m.role_id', 'uuid'),
        display: scalar('r.name', 'text', 'r.name_key'),
        type: scalar(literal('direct')),
        $ref: scalar(`(${literal(`${base}/Groups/`)} || m.role_id)`),
      },
    ),
  };
  return (target) => (target.extension ? undefined : own[target.attribute.name]) ?? jsonColumn(target);
});

/** The columns of roles. */
export const roleColumns = known((base) => {
  const own: Readonly<Record<string, Column>> = {
    id: scalar('r.id', 'uuid'),
    externalId: scalar('r.external_id'),
    displayName: scalar('r.name', 'text', 'r.name_key'),
    schemas: {
      kind: 'elements',
      from: `(SELECT ${literal(urns.group)}) AS element(item)`,
      order: 'element.item',
      column: () => scalar('element.item'),
      present: 'TRUE',
    },
    meta: metaColumn(groupType, 'r', roleVersion, base),
    members: membershipColumn(
      'memberships m JOIN users u ON u.id = m.user_id',
      'm.role_id = r.id AND u.deleted_at IS NULL',
      'u.id',
      memberParts(base),
    ),
  };
  return (target) => own[target.attribute.name] ?? scalar('NULL::text');
});

/** The columns of one member, where rows are `memberships m JOIN users u`. */
export function memberParts(base: string): Readonly<Record<string, ScalarColumn>> {
  return {
    value: scalar('m.user_id', 'uuid'),
    display: scalar(memberDisplay),
    type: scalar(literal('User')),
    $ref: scalar(`(${literal(`${base}/Users/`)} || m.user_id)`),
  };
}

/** The columns of the elements of one attribute, for a filter on its elements. */
export function elementColumns(column: (sub: Attribute) => ScalarColumn): Columns {
  return (target) => column(leafOf(target));
}
