import { createRequire } from 'node:module';

/** Argo CD's answer for an object. */
export type Health = { readonly status: string; readonly message: string };

type State = { readonly __brand: 'lua_State' };
type Text = { readonly __brand: 'Uint8Array' };

/** What is used of fengari, which has no types: Lua's own C API. */
type Fengari = {
  readonly to_luastring: (text: string) => Text;
  readonly to_jsstring: (text: Text) => string;
  readonly lua: {
    readonly LUA_OK: number;
    readonly lua_checkstack: (state: State, slots: number) => boolean;
    readonly lua_newtable: (state: State) => void;
    readonly lua_pushboolean: (state: State, value: boolean) => void;
    readonly lua_pushnumber: (state: State, value: number) => void;
    readonly lua_pushstring: (state: State, value: Text) => void;
    readonly lua_pushnil: (state: State) => void;
    readonly lua_setglobal: (state: State, name: Text) => void;
    readonly lua_settable: (state: State, index: number) => void;
    readonly lua_getfield: (state: State, index: number, name: Text) => void;
    readonly lua_pcall: (state: State, args: number, results: number, handler: number) => number;
    readonly lua_tojsstring: (state: State, index: number) => string;
  };
  readonly lauxlib: {
    readonly luaL_newstate: () => State;
    readonly luaL_loadstring: (state: State, text: Text) => number;
  };
  readonly lualib: { readonly luaL_openlibs: (state: State) => void };
};

const {
  lua,
  lauxlib,
  lualib,
  to_luastring: text,
} = createRequire(import.meta.url)('fengari') as Fengari;

/** What a health check says of an object: Argo CD gives it as the global `obj` and takes the table that it returns. */
export function healthOf(script: string, object: unknown): Health {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  push(state, object);
  lua.lua_setglobal(state, text('obj'));
  const loaded = lauxlib.luaL_loadstring(state, text(script));
  const ran = loaded === lua.LUA_OK ? lua.lua_pcall(state, 0, 1, 0) : loaded;
  if (ran !== lua.LUA_OK) throw new Error(lua.lua_tojsstring(state, -1));
  return { status: field(state, 'status'), message: field(state, 'message') };
}

function field(state: State, name: string): string {
  lua.lua_getfield(state, 1, text(name));
  return lua.lua_tojsstring(state, -1);
}

/** JSON becomes Lua as Argo CD makes it: lists count from 1, null is absent. */
function push(state: State, value: unknown): void {
  lua.lua_checkstack(state, 3);
  if (value === null || value === undefined) return lua.lua_pushnil(state);
  if (typeof value === 'boolean') return lua.lua_pushboolean(state, value);
  if (typeof value === 'number') return lua.lua_pushnumber(state, value);
  if (typeof value === 'string') return lua.lua_pushstring(state, text(value));
  const entries = Array.isArray(value)
    ? value.map((one: unknown, index) => [index + 1, one] as const)
    : Object.entries(value);
  lua.lua_newtable(state);
  for (const [key, one] of entries) {
    push(state, key);
    push(state, one);
    lua.lua_settable(state, -3);
  }
}
