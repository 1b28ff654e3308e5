// An administrator's browser, without the browser: signs in, and uses the routes behind the pages.

export class SettingsClient {
  /** @param {string} address the server's, such as http://localhost:3000 */
  constructor(address) {
    this.address = address;
    this.cookies = new Map();
  }

  async send(path, { method = 'GET', body, type = 'application/json' } = {}) {
    const response = await fetch(this.address + path, {
      method,
      redirect: 'manual',
      headers: {
        origin: this.address,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body && { 'content-type': type }),
      },
      body,
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name) this.cookies.set(name, value);
    }
    const text = await response.text();
    if (response.status >= 400) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
  }

  /** Signs in as somebody with a password. */
  async signIn(identifier, password) {
    const { csrfToken } = await this.send('/api/auth/csrf');
    const body = new URLSearchParams({
      csrfToken,
      identifier,
      password,
      callbackUrl: this.address,
      json: 'true',
    });
    const type = 'application/x-www-form-urlencoded';
    await this.send('/api/auth/callback/credentials', { method: 'POST', body: body.toString(), type });
  }

  /** Gives a role its permissions. */
  async grant(role, permissions) {
    const { version } = await this.send(`/api/roles/${role}`);
    await this.send(`/api/roles/${role}/permissions`, {
      method: 'PUT',
      body: JSON.stringify({ permissions, version }),
    });
  }
}
