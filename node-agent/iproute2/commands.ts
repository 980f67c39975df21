/**
 * The questions that we ask. `-N`: numbers instead of the names in /etc/iproute2, which differ from host to host; not for
 * links, where it turns scopes and link types into numbers that nobody names.
 */
export const commands = {
  links: ['-j', '-d', 'address', 'show'],
  routes: ['-N', '-j', '-4', 'route', 'show', 'table', 'all'],
  mainRoutes: ['-N', '-j', '-4', 'route', 'show', 'table', 'main'],
  mainRoutes6: ['-N', '-j', '-6', 'route', 'show', 'table', 'main'],
  rules: ['-N', '-j', '-4', 'rule', 'show'],
  nexthops: ['-N', '-j', 'nexthop', 'show'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
